# Before a maintenance: nothing new is taken in, and what is due is worked off.
$ taskport enqueue mail
<mail> QUEUED

$ taskport drain --timeout 100ms
Not drained in time: 1 task queued and 0 tasks running in workspace default. Intake stays paused; "taskport resume intake --workspace default" opens it again.
! Intake of workspace default is paused now; "taskport resume intake --workspace default" opens it again.
[exit 1]

$ taskport enqueue mail
! error: Task <refused> of type mail was not taken in: intake is paused for workspace default. Nothing was stored. Try again after intake was resumed there. It is opened by "taskport resume intake --workspace default".
[exit 1]

$ taskport work --exec 'mail=exit 0' --until-empty --quiet
1 task completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport drain --timeout 5s
Drained: nothing is due or running in workspace default. Intake stays paused; "taskport resume intake --workspace default" opens it again.
! Intake of workspace default is paused now; "taskport resume intake --workspace default" opens it again.

$ taskport resume intake --workspace default
Every gate is open.

$ taskport enqueue mail
<mail-again> QUEUED
