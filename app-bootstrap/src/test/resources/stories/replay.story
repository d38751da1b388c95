# A task fails for good, is looked at, and is tried again once the reason is gone.
$ taskport enqueue mail --max-attempts 1
<mail> QUEUED

$ taskport work --exec 'mail=echo no route to host >&2; exit 1' --until-empty --quiet
0 tasks completed, 0 to be tried again, 1 dead, 0 put back for later.

$ taskport tasks list --status DEAD
ID             STATUS  PRIORITY  ATTEMPT  AGE  TYPE  TITLE
<mail>  DEAD    100       1 of 1   <n> s  mail

$ taskport tasks replay <mail>
<mail> is QUEUED now

$ taskport work --exec 'mail=exit 0' --until-empty --quiet
1 task completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport tasks explain <mail>
<mail> is COMPLETED
- It is COMPLETED.

$ taskport tasks replay nobody
! error: There is no task "nobody" in workspace default. Nothing was changed. It may be in another workspace, or have been removed after its retention time; "taskport tasks list" shows what is there.
[exit 1]
