import Platform

/// The Python program that serves a model.
enum ServeScript {
    /// Writes the program next to the virtual environment and returns its path; throws `BuiltInModelError.unwritable`.
    ///
    /// It is written at each start, so it always matches this version; and atomically, since another Galley may start
    /// at the same time.
    static func write(into folder: String) throws(BuiltInModelError) -> String {
        let path = "\(folder)/serve.py"
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw .unwritable(folder: folder, reason: String(cString: strerror(errno)).lowercased())
        }
        let bytes = Array(text.utf8)
        let count = Platform.write(file, bytes, bytes.count)
        close(file)
        guard count == bytes.count, rename(draft, path) == 0 else {
            unlink(draft)
            throw .unwritable(folder: folder, reason: "the server's program cannot be written")
        }
        return path
    }

    /// The program: reads one line of JSON with its settings from standard input, and reports in one line on standard
    /// output.
    ///
    /// Standard input stays open while Galley runs, and closes however Galley ends, even after `kill -9`. A thread
    /// waits for that, and nothing else stops the server.
    static let text = #"""
        import fcntl
        import json
        import os
        import signal
        import sys
        import threading
        import time

        for name in ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


        def line_from_stdin():
            taken = b""
            while not taken.endswith(b"\n"):
                piece = os.read(0, 1)
                if not piece:
                    os._exit(0)
                taken += piece
            return taken


        def leave_with_galley():
            while os.read(0, 4096):
                pass
            os._exit(0)


        settings = json.loads(line_from_stdin())
        threading.Thread(target=leave_with_galley, daemon=True).start()
        if sys.platform == "linux":
            # While a model loads, Python's lock keeps the thread from reading. When the other end of the pipe closes,
            # the system sends SIGIO, which ends a process that does not handle it.
            fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
            fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)

        # The server's output belongs in the log, never in the report.
        report_to = os.dup(1)
        # Each server writes its own file and renames it, so that a second server cannot empty the log of the first.
        draft = "%s.%d" % (settings["log"], os.getpid())
        log = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        os.rename(draft, settings["log"])
        os.dup2(log, 1)
        os.dup2(log, 2)


        def report(**fields):
            os.write(report_to, (json.dumps(fields) + "\n").encode())


        def ask(port, path):
            import http.client

            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path, headers={"Authorization": "Bearer " + settings["key"]})
            reply = connection.getresponse()
            body = json.loads(reply.read())
            if reply.status != 200:
                raise RuntimeError("%s answered %d" % (path, reply.status))
            return body


        try:
            import xllamacpp

            params = xllamacpp.CommonParams()
            params.model.path = settings["model"]
            params.model_alias = {settings["name"]}
            params.n_ctx = settings["context"]
            params.n_parallel = settings["slots"]
            params.cpuparams.n_threads = settings["threads"]
            params.cpuparams_batch.n_threads = settings["threads"]
            # Threads that busy-wait for each other almost stop when another program computes.
            params.cpuparams.poll = 0
            params.cpuparams_batch.poll = 0
            params.hostnames = ["127.0.0.1"]
            # The server binds the socket and reports the port, so that no other program can take the port in between.
            params.port = 0
            params.api_keys = [settings["key"]]
            params.ui = False
            params.endpoint_slots = False
            params.offline = True
            # The default reserves 8 GB of memory for prompts that may be repeated.
            params.cache_ram_mib = 256
            # Log warnings and errors only; the next level adds ten lines for each call.
            params.verbosity = 2
            server = xllamacpp.Server(params)
            port = int(server.listening_address.rstrip("/").rsplit(":", 1)[1])
            ask(port, "/health")
            about = ask(port, "/props")
            report(
                port=port,
                slots=about["total_slots"],
                context=about["default_generation_settings"]["n_ctx"],
            )
        except BaseException as error:
            # The server writes its log in another thread, which may lag.
            said = b""
            for _ in range(20):
                before, said = said, os.pread(log, 16384, 0)
                if said and said == before:
                    break
                time.sleep(0.05)
            report(error="%s: %s" % (type(error).__name__, error), log=said.decode("utf-8", "replace"))
            os._exit(1)

        threading.Event().wait()
        """#
}
