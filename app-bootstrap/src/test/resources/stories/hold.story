# A task must not run yet: it is held, and let go later.
$ taskport enqueue report
<report> QUEUED

$ taskport tasks hold <report>
<report> is HELD now

$ taskport tasks hold <report>
<report> is HELD, unchanged: hold needs a task that is QUEUED or BLOCKED
[exit 1]

$ taskport work --exec 'report=exit 0' --until-empty --quiet
0 tasks completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport tasks unhold <report>
<report> is QUEUED now

$ taskport work --exec 'report=exit 0' --until-empty --quiet
1 task completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport tasks hold <report>
<report> is COMPLETED, unchanged: hold needs a task that is QUEUED or BLOCKED
[exit 1]
