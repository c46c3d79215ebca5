// The functions that tests of WebAssembly run; the first line of the input says which.
//   clang --target=wasm32-wasi -Os -s -o commands.wasm commands.c
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char input[1 << 16];

static int is(const char *word) { return strncmp(input, word, strlen(word)) == 0; }

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value ? value : "-";
}

static int recurse(volatile int depth) { return depth + recurse(depth + 1) * 2; }

static int reach(void) {
  static const char *const places[] = {"/etc/passwd", "../../../../etc/passwd", "main.wasm", "/app/main.wasm", "/"};
  for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
    if (open(places[i], O_RDONLY) >= 0) {
      printf("EFFECT %s\n", places[i]);
      return 0;
    }
  }
  if (open("made", O_CREAT | O_RDWR, 0600) >= 0 || getenv("HOME") || getenv("PATH")) {
    puts("EFFECT");
    return 0;
  }
  puts("refused");
  return 0;
}

static int grow(void) {
  for (;;) {
    char *more = malloc(1 << 20);
    if (!more) {
      if (is("grow-quietly")) {
        continue;
      }
      fputs("no memory\n", stderr);
      return 9;
    }
    memset(more, 1, 1 << 20);
  }
}

int main(void) {
  size_t size = fread(input, 1, sizeof input - 1, stdin);
  input[size] = 0;
  if (is("never-ends")) { for (volatile int i = 0;; i++) {} }
  if (is("sleeps")) { for (;;) { usleep(1000000000); } }
  if (is("polls")) { for (;;) { clock_gettime(CLOCK_REALTIME, &(struct timespec){0}); } }
  if (is("recurses")) { return recurse(1); }
  if (is("traps")) { __builtin_trap(); }
  if (is("wild")) { *(volatile int *) 0x7ffffff0 = 1; }
  if (is("divides")) { volatile int zero = 0; return 7 / zero; }
  if (is("grow")) { return grow(); }
  if (is("floods")) { for (;;) { fwrite(input, 1, sizeof input, stdout); fflush(stdout); } }
  if (is("logs")) { for (;;) { fwrite("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", 1, 32, stderr); } }
  if (is("reach")) { return reach(); }
  if (is("abort")) { abort(); }
  if (is("no: ")) { fputs(input, stderr); return 3; }
  if (is("cgi")) {
    printf("Status: 201 Created\r\nContent-Type: text/html\r\nX-Method: %s\r\n\r\n<p>%s?%s", variable("REQUEST_METHOD"),
        variable("PATH_INFO"), variable("QUERY_STRING"));
    return 0;
  }
  if (is("env")) {
    printf("{\"type\":\"%s\",\"header\":\"%s\",\"own\":\"%s\",\"auth\":\"%s\"}", variable("CONTENT_TYPE"),
        variable("HTTP_X_ONE"), variable("GREETING"), variable("HTTP_AUTHORIZATION"));
    return 0;
  }
  fprintf(stderr, "seen: %s\n", input);
  fwrite(input, 1, size, stdout);
  return 0;
}
