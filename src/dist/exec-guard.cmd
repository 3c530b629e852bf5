@echo off
rem The operator's tool, of a release: with the Java runtime that came along, or else on a Java 25.
setlocal
set "home=%~dp0"
set "home=%home:~0,-1%"
set "java=%home%\runtime\bin\java.exe"
if exist "%java%" goto run
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "found=none"
for /f "tokens=3" %%v in ('""%java%" -version 2>&1" ^| findstr /r /c:"^[a-z]* version "') do set "found=%%~v"
if "%found%"=="25" goto run
if "%found:~0,3%"=="25." goto run
echo exec-guard: %java% is Java %found%, and this needs Java 25: set JAVA_HOME to a JDK 25, or take the archive of your platform, which brings its own Java 1>&2
exit /b 2

:run
set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="report" set "compiler=-XX:+TieredCompilation"
if "%~1"=="transcript" set "compiler=-XX:+TieredCompilation"
"%java%" %compiler% -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow "-Dexec-guard.home=%home%" -jar "%home%\lib\exec-guard-tool.jar" %*
exit /b %errorlevel%
