# A deploy goes wrong: nothing of one type is handed out until it is mended, and for a while nothing new is taken in.
$ taskport enqueue mail
<mail> QUEUED

$ taskport pause claims --type mail
Claims are paused for type mail of workspace default: waiting tasks are not handed out.

$ taskport work --exec 'mail=exit 0' --until-empty --quiet
0 tasks completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport tasks explain <mail>
<mail> is QUEUED
- Claims are paused for type mail. Resume them.
- None of the 0 live workers handles type mail in workspace default. Start one that does.

$ taskport pause intake
Claims are paused for type mail of workspace default: waiting tasks are not handed out.
Intake is paused for the whole store: new tasks are refused.

$ taskport enqueue mail
! error: Task <refused> of type mail was not taken in: intake is paused for the whole store. Nothing was stored. Try again after intake was resumed there. It is opened by "taskport resume intake".
[exit 1]

$ taskport resume intake
Claims are paused for type mail of workspace default: waiting tasks are not handed out.

$ taskport resume claims --type mail
Every gate is open.

$ taskport work --exec 'mail=exit 0' --until-empty --quiet
1 task completed, 0 to be tried again, 0 dead, 0 put back for later.

$ taskport tasks list --status COMPLETED
ID             STATUS     PRIORITY  ATTEMPT  AGE  TYPE  TITLE
<mail>  COMPLETED  100       1 of 5   <n> s  mail
