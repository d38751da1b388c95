# Why does a task not run?
$ taskport enqueue fetch --require region=eu
<fetch> QUEUED

$ taskport enqueue parse --depends-on <fetch>
<parse> BLOCKED

$ taskport enqueue later --run-at 2090-01-01T00:00:00Z
<later> QUEUED

$ taskport enqueue kept --held
<kept> HELD

$ taskport tasks explain <fetch>
<fetch> is QUEUED
- None of the 0 live workers handles type fetch in workspace default. Start one that does.

$ taskport tasks explain <parse>
<parse> is BLOCKED
- It waits for task <fetch>, which is QUEUED.

$ taskport tasks explain <later>
<later> is QUEUED
- It is not due before 2090-01-01T00:00:00Z (the store's clock says <time>).
- None of the 0 live workers handles type later in workspace default. Start one that does.

$ taskport tasks explain <kept>
<kept> is HELD
- It is held until a person releases it (unhold).

$ taskport tasks cancel <fetch>
<fetch> is CANCELLED now

$ taskport tasks explain <parse>
<parse> is BLOCKED
- It waits for task <fetch>, which is CANCELLED. Replay that one, or cancel this one.

$ taskport tasks explain <fetch>
<fetch> is CANCELLED
- It is CANCELLED. Replay starts it anew.
