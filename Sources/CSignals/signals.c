#include "CSignals.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static galley_signal_state state = {.ends = {-1, -1}};

galley_signal_state *galley_signals(void) { return &state; }

// Everything that a handler calls here is async-signal-safe (POSIX.1-2017, 2.4.3), and errno is put back.
static void on_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    if (number == SIGTERM || number == SIGHUP) state.leaving = number;
    ssize_t written = write(state.ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

static void handle(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    sigaction(number, &action, NULL);
}

// The terminal as it was found: modes, no bracketed paste, usual keys, the cursor shown, no colour. Async-signal-safe too.
static void give_terminal_back(const char *end) {
    // Whoever is in the background leaves the terminal to others.
    if (!state.has_modes || tcgetpgrp(STDIN_FILENO) != getpgrp()) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &state.modes);
    if (!state.is_shown) return;
    static const char leave[] = "\033[?1049l";
    ssize_t left = state.is_full_screen ? write(STDOUT_FILENO, leave, sizeof leave - 1) : 0;
    (void)left;
    const char *keys = state.key_reports_end;
    state.key_reports_end = NULL;
    if (keys) left = write(STDOUT_FILENO, keys, strlen(keys));
    static const char calm[] = "\033[?2004l\033[?25h\033[0m";
    ssize_t written = write(STDOUT_FILENO, calm, sizeof calm - 1);
    written = write(STDOUT_FILENO, end, strlen(end));
    (void)written;
}

static void on_crash(int number) {
    give_terminal_back("\r\n");
    signal(number, SIG_DFL);
    // Comes when the handler has returned, with the system's own end: status, core file.
    raise(number);
}

// Ctrl-Z: gives the terminal back, stops as every program does, and says afterwards that it goes on. The system does not stop a
// program that nobody could continue, so the word comes from here and not from SIGCONT alone.
static void on_stop(int number) {
    int saved = errno;
    give_terminal_back("");
    signal(number, SIG_DFL);
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &stops, NULL);
    handle(number, on_stop, SA_RESTART);
    on_signal(SIGCONT);
    errno = saved;
}

// A handler and not SIG_IGN, since programs that are started would inherit that.
static void on_broken_pipe(int number) { (void)number; }

// A crash may be a stack that is full, which leaves a handler no room there.
static void use_signal_stack(void) {
    static char room[65536];
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = room;
    stack.ss_size = sizeof room;
    sigaltstack(&stack, NULL);
}

void galley_install_signal_handlers(void) {
    int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT};
    // SIGQUIT, Ctrl-backslash, is no crash, but ends the program the same way.
    int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};
    use_signal_stack();
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
        handle(numbers[i], on_signal, SA_RESTART);
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++)
        handle(crashes[i], on_crash, SA_ONSTACK);
    handle(SIGTSTP, on_stop, SA_RESTART);
    handle(SIGPIPE, on_broken_pipe, SA_RESTART);
}
