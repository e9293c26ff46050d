#ifndef GALLEY_SIGNALS_H
#define GALLEY_SIGNALS_H

#include <signal.h>
#include <termios.h>

// The ends of the pipe that signals are written to, and the terminal's modes to be given back in a crash. A signal
// handler can reach nothing but such storage. It is compiled C and not a header's static: a static would be there once
// for every object file that a getter is inlined into, and each would see a state of its own.
typedef struct galley_signal_state {
    int ends[2];
    int has_modes;
    // Whether standard output is the terminal, so that it can be sent control sequences.
    int is_shown;
    // Whether a dialogue has the whole screen, and the terminal keeps what was there before.
    volatile sig_atomic_t is_full_screen;
    // The sequence that ends the key reports of the prompt; NULL while there are none.
    const char *volatile key_reports_end;
    struct termios modes;
    // The signal that asked the program to leave; 0 before one did.
    volatile sig_atomic_t leaving;
} galley_signal_state;

// The one state of the process.
galley_signal_state *galley_signals(void);

// Sends SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT to the pipe, and gives the terminal back in a crash and a stop.
void galley_install_signal_handlers(void);

#endif
