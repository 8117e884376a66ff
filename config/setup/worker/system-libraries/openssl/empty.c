/* The worker's build file wants a static library of every dependency; the system's shared one does the work. */
extern int lianqin_nothing_here;
