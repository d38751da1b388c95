# Finished tasks leave when they were kept long enough; nothing else ever does.
$ taskport enqueue a
<a> QUEUED

$ taskport enqueue b
<b> QUEUED

$ taskport enqueue c --max-attempts 1
<c> QUEUED

$ taskport tasks cancel <b>
<b> is CANCELLED now

$ taskport work --exec 'c=exit 1' --until-empty --quiet
0 tasks completed, 0 to be tried again, 1 dead, 0 put back for later.

$ taskport tasks prune
0 tasks removed.

$ taskport tasks prune --cancelled 0
1 task removed.

$ taskport tasks prune --dead 0 --completed 0
1 task removed.

$ taskport stats
1 task in workspace default of sqlite:<folder>/taskport.db

TYPE   QUEUED  BLOCKED  HELD  LEASED  COMPLETED  DEAD  CANCELLED
a      1       0        0     0       0          0     0
total  1       0        0     0       0          0     0

The oldest due task has waited <n> s.

$ taskport tasks prune --dead yesterday
! error: --dead: "yesterday" is not a duration. Write a number and a unit (ms, s, m, h, d), for example 25s or 1h30m. Nothing was done.
[exit 2]
