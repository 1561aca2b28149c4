# Lambda mounts the layers of a function at /opt; MiniStack unpacks them elsewhere and says where. So a command of a layer is looked for there, and run
# by this Python, as Lambda's own would run it. Its words go to stderr, because stdout carries MiniStack's protocol.
import os
import subprocess
import sys

run_as_it_is = subprocess.check_call


def check_call(command, *args, **options):
    for folder in filter(None, os.environ.get("_LAMBDA_LAYERS_DIRS", "").split(os.pathsep)):
        script = os.path.join(folder, os.path.relpath(command[0], "/opt"))
        if command[0].startswith("/opt/") and os.path.isfile(script):
            options.setdefault("stdout", 2)
            return run_as_it_is([sys.executable, script, *command[1:]], *args, **options)
    return run_as_it_is(command, *args, **options)


subprocess.check_call = check_call
