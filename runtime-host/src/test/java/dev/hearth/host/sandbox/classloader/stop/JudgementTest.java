package dev.hearth.host.sandbox.classloader.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

  @Test
  void codeOfTheFunctionMayAlwaysThrow() {
    assertThat(judge(false, "own.Main.run", "java.util.ArrayList.forEach", "own.Main.main"))
        .isEqualTo(Judgement.IN_FUNCTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.regex.Pattern$Loop.match",
        "java.math.BigInteger.multiply",
        "java.util.HashMap.hash java.util.AbstractSet.hashCode",
        "java.util.zip.Deflater.deflateBytesBytes java.util.zip.Deflater.deflate",
        "java.lang.StringUTF16.compress java.lang.String.<init>",
        "jdk.internal.misc.Unsafe.park java.util.concurrent.locks.LockSupport.park"
            + " java.util.concurrent.CompletableFuture.join",
        "java.lang.Object.wait0 java.lang.Object.wait java.lang.Thread.join",
        "java.util.DualPivotQuicksort$Sorter.compute java.util.concurrent.ForkJoinTask.doExec",
        "java.util.concurrent.ConcurrentHashMap$Traverser.advance",
        "com.sun.crypto.provider.PBKDF2KeyImpl.deriveKey"
      })
  void whatComputesOrWaitsForTheFunctionMayBeBrokenOff(String frames) {
    assertThat(judge(true, withOwn(frames))).isEqualTo(Judgement.IN_PLATFORM);
    assertThat(judge(false, withOwn(frames))).isEqualTo(Judgement.LEAVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.regex.Pattern.<clinit>",
        "java.lang.String.hashCode java.util.regex.CharPredicates.<clinit>",
        "java.lang.ClassLoader.loadClass",
        "java.lang.String.hashCode java.lang.ClassLoader.loadClass",
        "java.lang.invoke.MethodHandleNatives.linkCallSite",
        "java.lang.String.equals java.lang.invoke.MethodHandleNatives.linkCallSite",
        "java.util.concurrent.ConcurrentHashMap.putVal java.util.concurrent.ConcurrentHashMap.put",
        "java.util.concurrent.ConcurrentHashMap$TreeBin.find"
            + " java.util.concurrent.ConcurrentHashMap.put",
        "java.util.concurrent.ForkJoinPool$WorkQueue.push",
        "java.util.concurrent.locks.ReentrantLock.lock",
        "java.util.zip.ZipFile$Source.get",
        "java.util.HashMap.put java.util.zip.ZipFile$Source.get",
        "java.lang.String.indexOf java.util.Properties.load",
        "java.io.PrintStream.println",
        "java.nio.Bits.reserveMemory java.nio.DirectByteBuffer.<init>",
        "dev.hearth.host.sandbox.classloader.RunningCall.serve",
        "java.lang.String.equals dev.hearth.host.sandbox.classloader.RunningCall.serve"
      })
  void whatOthersShareIsLeftAlone(String frames) {
    assertThat(judge(true, withOwn(frames))).isEqualTo(Judgement.LEAVE);
  }

  @Test
  void aThreadWithoutCodeOfTheFunctionIsLeftAlone() {
    assertThat(judge(true, "java.lang.String.equals", "java.lang.Thread.run"))
        .isEqualTo(Judgement.LEAVE);
    assertThat(judge(true)).isEqualTo(Judgement.LEAVE);
  }

  @Test
  void anInitialiserIsBrokenOffOnlyWhereItIsTheFunctionsOwn() {
    assertThat(judge(true, "own.Main.<clinit>")).isEqualTo(Judgement.IN_FUNCTION);
    assertThat(judge(true, "own.Plugin.load", "java.some.Registry.<clinit>", "own.Main.main"))
        .isEqualTo(Judgement.LEAVE);
  }

  private static String[] withOwn(String frames) {
    return (frames + " own.Main.run java.lang.Thread.run").split(" ", -1);
  }

  private static Judgement judge(boolean platformToo, String... methods) {
    List<StackTraceElement> frames = Stream.of(methods).map(JudgementTest::frame).toList();
    return Judgement.of(frames, frame -> frame.getClassName().startsWith("own."), platformToo);
  }

  private static StackTraceElement frame(String method) {
    int dot = method.lastIndexOf('.');
    String type = method.substring(0, dot);
    return new StackTraceElement("", "java.base", "", type, method.substring(dot + 1), "", 1);
  }
}
