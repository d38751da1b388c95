@echo off
rem Starts Taskport from a clone: builds what is missing or out of date, then runs the command line.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%app-bootstrap\target\taskport.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:JAR -ErrorAction SilentlyContinue; if (-not $jar) { exit 1 }; $sources = @(Get-Item (Join-Path $env:ROOT pom.xml)) + @(Get-ChildItem (Join-Path $env:ROOT *\pom.xml)) + @(Get-ChildItem (Join-Path $env:ROOT *\src\main) -Recurse); if ($sources | Where-Object { $_.LastWriteTimeUtc -gt $jar.LastWriteTimeUtc } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run
echo taskport: building the command line from source (once; a minute or two, more with downloads) ... 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -B -DskipTests -Dspotless.check.skip -Djacoco.skip -pl app-bootstrap -am package 1>&2
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
  echo taskport: the build failed, nothing was started. Its messages stand above. 1>&2
  exit /b 1
)
rem Maven leaves a jar alone whose content would not change; it is up to date all the same.
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:JAR).LastWriteTime = Get-Date"
:run
"%JAVA%" -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED %TASKPORT_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
