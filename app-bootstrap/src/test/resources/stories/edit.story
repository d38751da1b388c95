# A waiting task is changed, unless somebody else was faster.
$ taskport enqueue report --priority 200 --title 'Monthly report'
<report> QUEUED

$ taskport tasks edit <report> --revision 0 --priority 5 --title 'Urgent report'
<report> is QUEUED now

$ taskport tasks edit <report> --revision 0 --priority 900
<report> was changed by somebody else since you read it; nothing was changed. Look again with "taskport tasks show" and use its revision.
[exit 1]

$ taskport tasks edit <report> --revision 1 --payload '{"month":"May"}'
<report> is QUEUED now

$ taskport tasks show <report>
id                   <report>
lineage              <lineage>
workspace            default
type                 report
payload              {"month":"May"}
priority             5
title                Urgent report
openDependencies     0
onDependencyFailure  BLOCK
runAfter             <time>
status               QUEUED
attempt              0
maxAttempts          5
leaseEpoch           0
leaseGeneration      0
createdAt            <time>
updatedAt            <time>
revision             2
generation           1
version              3

$ taskport tasks edit <report> --revision 2
! error: Nothing to change was named. Nothing was done. Give for example --priority 5.
[exit 2]

$ taskport tasks edit 0000000000001 --revision 0 --priority 5
! error: There is no task "0000000000001" in workspace default. Nothing was changed. It may be in another workspace, or have been removed after its retention time; "taskport tasks list" shows what is there.
[exit 1]

$ taskport tasks cancel <report>
<report> is CANCELLED now

$ taskport tasks edit <report> --revision 2 --priority 7
<report> is CANCELLED, unchanged: edit needs a task that is QUEUED, BLOCKED or HELD
[exit 1]
