package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM takes after a full collection.
 *
 * @param heap bytes of live objects
 * @param metaspace bytes of metaspace in use
 * @param resident bytes of physical memory
 * @param threads threads of the process
 */
record ProcessMemory(long heap, long metaspace, long resident, long threads) {

  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern METASPACE = Pattern.compile("sun\\.gc\\.metaspace\\.used=(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  /** Measures; a class histogram makes the JVM stop for a full collection, and is done twice. */
  static ProcessMemory of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.class_histogram");
    long heap = find(LIVE, jcmd(pid, "GC.class_histogram"));
    long metaspace = find(METASPACE, jcmd(pid, "PerfCounter.print"));
    String status = Files.readString(Path.of("/proc/" + pid + "/status"));
    return new ProcessMemory(heap, metaspace, find(RESIDENT, status) * 1024, find(THREADS, status));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(Surroundings.tool("jcmd"), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return output;
  }

  private static long find(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("there is no " + pattern + " in:\n" + text);
    }
    return Long.parseLong(found.group(1));
  }
}
