#ifndef GALLEY_LIBEDIT_SHIM_H
#define GALLEY_LIBEDIT_SHIM_H

// Swift cannot call C variadics, hence one typed inline per use of el_set, el_get and history; and it may not touch the
// streams stdin, stdout and stderr, which are mutable globals of C, hence galley_el_init.

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

typedef char *(*galley_prompt)(EditLine *);
typedef int (*galley_read_character)(EditLine *, wchar_t *);
typedef unsigned char (*galley_key_function)(EditLine *, int);

typedef ssize_t (*galley_writer)(void *context, const char *bytes, size_t count);

#ifdef __APPLE__
typedef struct galley_output {
    void *context;
    galley_writer writer;
} galley_output;
static inline int galley_write_output(void *cookie, const char *bytes, int count) {
    galley_output *output = cookie;
    return (int)output->writer(output->context, bytes, (size_t)count);
}
static inline FILE *galley_stream(void *context, galley_writer writer) {
    galley_output *output = malloc(sizeof *output);
    *output = (galley_output){context, writer};
    return funopen(output, NULL, galley_write_output, NULL, NULL);
}
#else
// fopencookie is GNU's, and its types are not declared unless everybody asks for GNU's before the first header.
typedef struct galley_cookie_functions {
    void *read;
    galley_writer write;
    void *seek;
    void *close;
} galley_cookie_functions;
extern FILE *galley_fopencookie(void *cookie, const char *mode, galley_cookie_functions functions)
    __asm__("fopencookie");
static inline FILE *galley_stream(void *context, galley_writer writer) {
    return galley_fopencookie(context, "w", (galley_cookie_functions){NULL, writer, NULL, NULL});
}
#endif

// What libedit writes goes through a function, where that can be; the stream is in no other hands.
static inline EditLine *galley_el_init(const char *program, void *context, galley_writer writer, FILE **stream) {
    *stream = galley_stream(context, writer);
    return el_init_fd(
        program, stdin, *stream ? *stream : stdout, stderr, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
}
static inline void galley_close(FILE *stream) {
    if (stream) fclose(stream);
}
// The columns that libedit reckons with; -1 for what it does not draw as it is.
static inline int galley_width(wchar_t character) { return iswprint((wint_t)character) ? wcwidth(character) : -1; }

// Typed characters are dropped, and a prompt beyond ASCII crashes, unless the character set is UTF-8.
static inline void galley_use_utf8(void) {
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "UTF-8");
    // Figures are read and written with a full stop everywhere.
    setlocale(LC_NUMERIC, "C");
}

static inline void galley_el_client(EditLine *editor, void *client) { el_set(editor, EL_CLIENTDATA, client); }
static inline void *galley_el_get_client(EditLine *editor) {
    void *client = NULL;
    el_get(editor, EL_CLIENTDATA, &client);
    return client;
}
static inline void galley_el_prompt(EditLine *editor, galley_prompt prompt) {
    el_set(editor, EL_PROMPT_ESC, prompt, '\1');
}
static inline void galley_el_reader(EditLine *editor, galley_read_character reader) {
    el_set(editor, EL_GETCFN, reader);
}
static inline void galley_el_function(EditLine *editor, const char *name, galley_key_function function) {
    el_set(editor, EL_ADDFN, name, name, function);
}
// Binds in the main map and, for vi's command mode, in the alternative one.
static inline void galley_el_bind(EditLine *editor, const char *keys, const char *name) {
    el_set(editor, EL_BIND, keys, name, NULL);
    el_set(editor, EL_BIND, "-a", keys, name, NULL);
}
// Binds in one of the two maps only: what is typed, or what vi takes for commands.
static inline void galley_el_bind_typing(EditLine *editor, const char *keys, const char *name) {
    el_set(editor, EL_BIND, keys, name, NULL);
}
static inline void galley_el_bind_commanding(EditLine *editor, const char *keys, const char *name) {
    el_set(editor, EL_BIND, "-a", keys, name, NULL);
}
// Writes everything that is bound to the editor's output.
static inline void galley_el_list_bindings(EditLine *editor) { el_set(editor, EL_BIND, NULL); }
static inline int galley_el_is_vi(EditLine *editor) {
    const char *name = NULL;
    return el_get(editor, EL_EDITOR, &name) == 0 && name && strcmp(name, "vi") == 0;
}
static inline void galley_el_emacs(EditLine *editor) { el_set(editor, EL_EDITOR, "emacs"); }
static inline void galley_el_no_signals(EditLine *editor) { el_set(editor, EL_SIGNAL, 0); }
// Enter must stay apart from Ctrl-J, which begins a new line within the text.
static inline void galley_el_plain_enter(EditLine *editor) {
    el_set(editor, EL_SETTY, "-d", "-icrnl", NULL);
    el_set(editor, EL_SETTY, "-d", "-inlcr", NULL);
}
static inline void galley_el_history(EditLine *editor, History *list) { el_set(editor, EL_HIST, history, list); }
static inline void galley_el_refresh(EditLine *editor) { el_set(editor, EL_REFRESH); }
static inline void galley_el_raw(EditLine *editor, int on) { el_set(editor, EL_PREP_TERM, on); }
static inline void galley_history_size(History *list, int size) {
    HistEvent event;
    history(list, &event, H_SETSIZE, size);
}
static inline void galley_history_enter(History *list, const char *line) {
    HistEvent event;
    history(list, &event, H_ENTER, line);
}

// The ends of the pipe that signals are written to, and the terminal's modes to be given back in a crash. A signal
// handler can reach nothing but such storage. Only one Swift file may call the functions below: every object file that
// does would have a state of its own.
typedef struct galley_signal_state {
    int ends[2];
    int has_modes;
    // Whether standard output is the terminal, so that it can be sent control sequences.
    int is_shown;
    // Whether a dialogue has the whole screen, and the terminal keeps what was there before.
    volatile sig_atomic_t is_full_screen;
    struct termios modes;
    // The signal that asked the program to leave; 0 before one did.
    volatile sig_atomic_t leaving;
} galley_signal_state;

static inline galley_signal_state *galley_signals(void) {
    static galley_signal_state state = {{-1, -1}, 0, 0, 0, {0}, 0};
    return &state;
}

// Everything that a handler calls here is async-signal-safe (POSIX.1-2017, 2.4.3), and errno is put back.
static inline void galley_on_signal(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    if (number == SIGTERM || number == SIGHUP) galley_signals()->leaving = number;
    ssize_t written = write(galley_signals()->ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

static inline void galley_handle(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    sigaction(number, &action, NULL);
}

// The terminal as it was found: modes, no bracketed paste, the cursor shown, no colour. Async-signal-safe too.
static inline void galley_give_terminal_back(const char *end) {
    galley_signal_state *state = galley_signals();
    // Whoever is in the background leaves the terminal to others.
    if (!state->has_modes || tcgetpgrp(STDIN_FILENO) != getpgrp()) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &state->modes);
    if (!state->is_shown) return;
    static const char leave[] = "\033[?1049l";
    ssize_t left = state->is_full_screen ? write(STDOUT_FILENO, leave, sizeof leave - 1) : 0;
    (void)left;
    static const char calm[] = "\033[?2004l\033[?25h\033[0m";
    ssize_t written = write(STDOUT_FILENO, calm, sizeof calm - 1);
    written = write(STDOUT_FILENO, end, strlen(end));
    (void)written;
}

static inline void galley_on_crash(int number) {
    galley_give_terminal_back("\r\n");
    signal(number, SIG_DFL);
    // Comes when the handler has returned, with the system's own end: status, core file.
    raise(number);
}

// Ctrl-Z: gives the terminal back, stops as every program does, and says afterwards that it goes on. The system does not stop a
// program that nobody could continue, so the word comes from here and not from SIGCONT alone.
static inline void galley_on_stop(int number) {
    int saved = errno;
    galley_give_terminal_back("");
    signal(number, SIG_DFL);
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &stops, NULL);
    galley_handle(number, galley_on_stop, SA_RESTART);
    galley_on_signal(SIGCONT);
    errno = saved;
}

// A handler and not SIG_IGN, since programs that are started would inherit that.
static inline void galley_on_broken_pipe(int number) { (void)number; }

// A crash may be a stack that is full, which leaves a handler no room there.
static inline void galley_use_signal_stack(void) {
    static char room[65536];
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = room;
    stack.ss_size = sizeof room;
    sigaltstack(&stack, NULL);
}

static inline void galley_install_signal_handlers(void) {
    int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT};
    // SIGQUIT, Ctrl-backslash, is no crash, but ends the program the same way.
    int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};
    galley_use_signal_stack();
    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
        galley_handle(numbers[i], galley_on_signal, SA_RESTART);
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++)
        galley_handle(crashes[i], galley_on_crash, SA_ONSTACK);
    galley_handle(SIGTSTP, galley_on_stop, SA_RESTART);
    galley_handle(SIGPIPE, galley_on_broken_pipe, SA_RESTART);
}

#endif
