#ifndef GALLEY_LIBEDIT_SHIM_H
#define GALLEY_LIBEDIT_SHIM_H

// Swift cannot call C variadics, hence one typed inline per use of el_set, el_get and history; and it may not touch the
// streams stdin, stdout and stderr, which are mutable globals of C, hence galley_el_init.

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif
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
    // Only the characters are the user's; figures are read and written with a full stop everywhere. The locale is looked
    // at first: even a moment in the locale "C" would give other threads wrong widths.
    locale_t wanted = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    int isUTF8 = wanted && strcmp(nl_langinfo_l(CODESET, wanted), "UTF-8") == 0;
    if (wanted) freelocale(wanted);
    if (isUTF8) setlocale(LC_CTYPE, "");
    else if (!setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "UTF-8");
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
    // The same between two prompts, and no echo: what is typed ahead waits for the next one, Enter included.
    el_set(editor, EL_SETTY, "-x", "-icrnl", NULL);
    el_set(editor, EL_SETTY, "-x", "-inlcr", NULL);
    el_set(editor, EL_SETTY, "-x", "-icanon", NULL);
    el_set(editor, EL_SETTY, "-x", "-echo", NULL);
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

#endif
