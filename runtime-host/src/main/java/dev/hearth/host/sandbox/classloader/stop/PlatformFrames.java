package dev.hearth.host.sandbox.classloader.stop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The platform code that may be broken off half-way: it computes on what the function gave it, or
 * waits for what the function wanted to wait for, so that nobody else sees what it leaves behind.
 * Pure.
 *
 * <p>What is not listed is never broken off. That holds above all for class loading and linking
 * ({@code java.lang.invoke} included), class initialisers, caches and registries of the platform
 * (charsets, locales, time zones, providers, {@code ZipFile}), files, sockets and shared streams
 * (their locks are the host's too), and the host itself. Of {@code ConcurrentHashMap} only what
 * reads is listed: what changes it leaves it locked for ever when it is broken off, and the
 * platform has such maps in all its caches.
 */
final class PlatformFrames {

  /**
   * One class or package ({@code .*}) a line, with its nested classes; method names narrow a line
   * down. {@code computes}: may be broken off there. {@code passes}: may only be further down the
   * stack, since between two calls it may hold what others need, such as a queue of the common
   * pool. {@code never}: an exception to a package.
   */
  private static final String TABLE =
      """
      computes java.util.regex.*
      computes java.math.*
      computes jdk.internal.math.*
      computes java.text.*
      computes java.util.stream.*
      computes java.util.function.*
      computes java.util.random.*
      computes jdk.internal.util.random.*

      computes java.lang.Object hashCode equals clone wait wait0
      computes java.lang.Thread sleep sleepNanos sleepNanos0 yield yield0 onSpinWait join
      computes java.lang.System arraycopy
      computes java.lang.Math
      computes java.lang.StrictMath
      computes java.lang.FdLibm
      computes java.lang.String
      computes java.lang.StringLatin1
      computes java.lang.StringUTF16
      computes java.lang.StringCoding
      computes java.lang.StringBuilder
      computes java.lang.StringBuffer
      computes java.lang.AbstractStringBuilder
      computes java.lang.CharSequence
      computes java.lang.Character
      computes java.lang.CharacterDataLatin1
      computes java.lang.CharacterData00
      computes java.lang.Integer
      computes java.lang.Long
      computes java.lang.Double
      computes java.lang.Float
      computes java.lang.Iterable
      computes java.lang.Record
      computes java.lang.Enum
      computes java.lang.runtime.ObjectMethods eq hashCode hashCombiner
      computes jdk.internal.util.ArraysSupport
      computes jdk.internal.util.Preconditions
      computes jdk.internal.util.DecimalDigits
      computes jdk.internal.misc.Unsafe park

      computes java.util.AbstractCollection
      computes java.util.AbstractList
      computes java.util.AbstractMap
      computes java.util.AbstractQueue
      computes java.util.AbstractSequentialList
      computes java.util.AbstractSet
      computes java.util.ArrayDeque
      computes java.util.ArrayList
      computes java.util.Arrays
      computes java.util.ArraysParallelSortHelpers
      computes java.util.Base64
      computes java.util.BitSet
      computes java.util.Collection
      computes java.util.Collections
      computes java.util.ComparableTimSort
      computes java.util.Comparator
      computes java.util.Comparators
      computes java.util.DualPivotQuicksort
      computes java.util.EnumMap
      computes java.util.EnumSet
      computes java.util.Formatter
      computes java.util.HashMap
      computes java.util.HashSet
      computes java.util.Hashtable
      computes java.util.HexFormat
      computes java.util.IdentityHashMap
      computes java.util.ImmutableCollections
      computes java.util.Iterator
      computes java.util.JumboEnumSet
      computes java.util.LinkedHashMap
      computes java.util.LinkedHashSet
      computes java.util.LinkedList
      computes java.util.List
      computes java.util.Map
      computes java.util.Objects
      computes java.util.Optional
      computes java.util.PrimitiveIterator
      computes java.util.PriorityQueue
      computes java.util.Random
      computes java.util.RegularEnumSet
      computes java.util.Scanner
      computes java.util.Spliterator
      computes java.util.Spliterators
      computes java.util.SplittableRandom
      computes java.util.StringJoiner
      computes java.util.StringTokenizer
      computes java.util.TimSort
      computes java.util.TreeMap
      computes java.util.TreeSet
      computes java.util.Vector
      computes java.util.WeakHashMap
      computes java.util.concurrent.ConcurrentHashMap get containsKey containsValue forEach \
      toString hashCode equals reduce search advance next nextElement forEachRemaining tryAdvance
      computes java.util.concurrent.CopyOnWriteArrayList
      computes java.util.concurrent.ThreadLocalRandom

      computes java.util.zip.Adler32
      computes java.util.zip.CRC32
      computes java.util.zip.CRC32C
      computes java.util.zip.Checksum
      computes java.util.zip.CheckedInputStream
      computes java.util.zip.CheckedOutputStream
      computes java.util.zip.Deflater
      computes java.util.zip.DeflaterInputStream
      computes java.util.zip.DeflaterOutputStream
      computes java.util.zip.GZIPInputStream
      computes java.util.zip.GZIPOutputStream
      computes java.util.zip.Inflater
      computes java.util.zip.InflaterInputStream
      computes java.util.zip.InflaterOutputStream
      computes java.util.zip.ZipInputStream
      computes java.util.zip.ZipOutputStream

      computes java.io.BufferedInputStream
      computes java.io.BufferedReader
      computes java.io.ByteArrayInputStream
      computes java.io.ByteArrayOutputStream
      computes java.io.CharArrayReader
      computes java.io.CharArrayWriter
      computes java.io.DataInputStream
      computes java.io.DataOutputStream
      computes java.io.InputStream read readAllBytes readNBytes skip transferTo
      computes java.io.SequenceInputStream
      computes java.io.StringReader
      computes java.io.StringWriter
      computes java.io.ObjectInputStream
      computes java.io.ObjectOutputStream
      passes   java.io.ObjectStreamClass invokeReadObject invokeReadResolve invokeWriteObject
      passes   java.io.InputStreamReader
      passes   sun.nio.cs.StreamDecoder
      computes sun.nio.cs.*
      computes java.nio.*
      computes java.nio.charset.CharsetDecoder
      computes java.nio.charset.CharsetEncoder
      computes java.nio.charset.CoderResult
      never    java.nio.Bits
      never    java.nio.DirectByteBuffer
      never    java.nio.MappedByteBuffer
      never    sun.nio.cs.StandardCharsets
      never    sun.nio.cs.StreamEncoder

      computes sun.security.provider.DigestBase
      computes sun.security.provider.ByteArrayAccess
      computes sun.security.provider.MD2
      computes sun.security.provider.MD4
      computes sun.security.provider.MD5
      computes sun.security.provider.SHA
      computes sun.security.provider.SHA2
      computes sun.security.provider.SHA3
      computes sun.security.provider.SHA5
      computes sun.security.rsa.RSAKeyPairGenerator
      computes com.sun.crypto.provider.*
      never    com.sun.crypto.provider.SunJCE
      computes java.security.MessageDigest update digest engineUpdate engineDigest
      passes   java.security.KeyPairGenerator generateKeyPair genKeyPair
      passes   javax.crypto.Cipher update doFinal
      passes   javax.crypto.Mac update doFinal
      passes   javax.crypto.SecretKeyFactory generateSecret

      passes   java.lang.reflect.Method invoke
      passes   java.lang.reflect.Constructor newInstance newInstanceWithCaller
      passes   jdk.internal.reflect.DirectMethodHandleAccessor
      passes   jdk.internal.reflect.DirectConstructorHandleAccessor
      passes   java.security.AccessController doPrivileged executePrivileged

      passes   java.util.concurrent.locks.*
      passes   java.util.concurrent.ArrayBlockingQueue
      passes   java.util.concurrent.CompletableFuture
      passes   java.util.concurrent.CountDownLatch
      passes   java.util.concurrent.CountedCompleter
      passes   java.util.concurrent.CyclicBarrier
      passes   java.util.concurrent.DelayQueue
      passes   java.util.concurrent.Exchanger
      passes   java.util.concurrent.ForkJoinPool
      passes   java.util.concurrent.ForkJoinTask
      passes   java.util.concurrent.ForkJoinWorkerThread
      passes   java.util.concurrent.RecursiveAction
      passes   java.util.concurrent.RecursiveTask
      passes   java.util.concurrent.FutureTask
      passes   java.util.concurrent.LinkedBlockingDeque
      passes   java.util.concurrent.LinkedBlockingQueue
      passes   java.util.concurrent.LinkedTransferQueue
      passes   java.util.concurrent.Phaser
      passes   java.util.concurrent.PriorityBlockingQueue
      passes   java.util.concurrent.Semaphore
      passes   java.util.concurrent.SynchronousQueue
      passes   java.util.concurrent.TimeUnit sleep timedJoin timedWait
      """;

  private static final Map<String, Line> LINES =
      TABLE
          .lines()
          .filter(line -> !line.isBlank())
          .map(Line::read)
          .collect(Collectors.toUnmodifiableMap(Line::place, line -> line));

  private PlatformFrames() {}

  /**
   * Whether what these frames do may be broken off.
   *
   * @param frames those above the function's, the uppermost first; at least one
   */
  static boolean mayBreakOff(List<StackTraceElement> frames) {
    boolean may = rule(frames.getFirst()) == Rule.COMPUTES;
    for (StackTraceElement frame : frames) {
      may = may && rule(frame) != Rule.NEVER;
    }
    return may;
  }

  private static Rule rule(StackTraceElement frame) {
    String method = frame.getMethodName();
    if (method.equals("<clinit>") || frame.getModuleName() == null) {
      return Rule.NEVER;
    }
    String name = frame.getClassName();
    int nested = name.indexOf('$');
    String type = nested < 0 ? name : name.substring(0, nested);
    Line line = LINES.get(type);
    if (line == null) {
      line = LINES.get(type.substring(0, type.lastIndexOf('.') + 1) + "*");
    }
    return line == null || !line.names(method) ? Rule.NEVER : line.rule();
  }

  /** What is said of a frame. */
  private enum Rule {
    COMPUTES,
    PASSES,
    NEVER
  }

  /** One line of the table; no methods means all. */
  private record Line(Rule rule, String place, Set<String> methods) {

    static Line read(String text) {
      String[] words = text.strip().split("\\s+", -1);
      Rule rule =
          switch (words[0]) {
            case "computes" -> Rule.COMPUTES;
            case "passes" -> Rule.PASSES;
            case "never" -> Rule.NEVER;
            default -> throw new IllegalArgumentException(text);
          };
      return new Line(rule, words[1], Stream.of(words).skip(2).collect(Collectors.toSet()));
    }

    boolean names(String method) {
      return methods.isEmpty() || methods.contains(method);
    }
  }
}
