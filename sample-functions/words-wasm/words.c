// Counts the lines, words and bytes of a request: a WASI command, which reads its standard input and
// writes its answer as a CGI program would.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  long lines = 0, words = 0, bytes = 0;
  int inside = 0;
  for (int c; (c = getchar()) != EOF; bytes++) {
    lines += c == '\n';
    if (isspace(c)) {
      inside = 0;
    } else if (!inside) {
      inside = 1;
      words++;
    }
  }
  const char *query = getenv("QUERY_STRING");
  if (query && strcmp(query, "text") == 0) {
    printf("Content-Type: text/plain\r\n\r\n%ld %ld %ld\n", lines, words, bytes);
  } else {
    printf("Content-Type: application/json\r\n\r\n{\"lines\":%ld,\"words\":%ld,\"bytes\":%ld}\n", lines, words, bytes);
  }
  if (bytes == 0) {
    fputs("there was nothing to count\n", stderr);
  }
  return 0;
}
