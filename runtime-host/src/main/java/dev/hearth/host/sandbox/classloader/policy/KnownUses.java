package dev.hearth.host.sandbox.classloader.policy;

import dev.hearth.host.sandbox.CodeAudit.Use;
import dev.hearth.host.sandbox.classloader.policy.Site.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What members of the platform are used for. Immutable. */
final class KnownUses {

  private static final Map<Use, List<String>> MEMBERS =
      Map.of(
          Use.ENVIRONMENT,
          List.of(
              "java/lang/System.getenv",
              "java/lang/System.getProperty",
              "java/lang/System.getProperties",
              "java/lang/Integer.getInteger",
              "java/lang/Long.getLong",
              "java/lang/Boolean.getBoolean"),
          Use.SOCKETS,
          List.of(
              "java/net/Socket.<init>",
              "java/net/ServerSocket.<init>",
              "java/net/DatagramSocket.<init>",
              "java/net/MulticastSocket.<init>",
              "java/net/URL.openConnection",
              "java/net/URL.openStream",
              "java/net/InetAddress.getByName",
              "java/net/InetAddress.getAllByName",
              "java/net/http/HttpClient.newHttpClient",
              "java/net/http/HttpClient.newBuilder",
              "java/nio/channels/SocketChannel.open",
              "java/nio/channels/ServerSocketChannel.open",
              "java/nio/channels/DatagramChannel.open",
              "java/nio/channels/AsynchronousSocketChannel.open",
              "java/nio/channels/AsynchronousServerSocketChannel.open",
              "javax/net/SocketFactory.createSocket",
              "java/sql/DriverManager.getConnection"),
          Use.FILES,
          List.of(
              "java/io/FileInputStream.<init>",
              "java/io/FileOutputStream.<init>",
              "java/io/FileReader.<init>",
              "java/io/FileWriter.<init>",
              "java/io/RandomAccessFile.<init>",
              "java/io/File.delete",
              "java/io/File.createTempFile",
              "java/io/File.mkdir",
              "java/io/File.mkdirs",
              "java/io/File.renameTo",
              "java/nio/file/Files.*",
              "java/nio/channels/FileChannel.open",
              "java/util/zip/ZipFile.<init>",
              "java/util/jar/JarFile.<init>"),
          Use.THREADS,
          List.of(
              "java/lang/Thread.<init>",
              "java/lang/Thread.start",
              "java/lang/Thread.startVirtualThread",
              "java/lang/Thread.ofVirtual",
              "java/lang/Thread.ofPlatform",
              "java/util/Timer.<init>",
              "java/util/concurrent/Executors.*",
              "java/util/concurrent/ThreadPoolExecutor.<init>",
              "java/util/concurrent/ScheduledThreadPoolExecutor.<init>",
              "java/util/concurrent/ForkJoinPool.<init>",
              "java/util/concurrent/ForkJoinPool.commonPool",
              "java/util/concurrent/CompletableFuture.runAsync",
              "java/util/concurrent/CompletableFuture.supplyAsync",
              "java/util/Collection.parallelStream"),
          Use.REFLECTION,
          List.of(
              "java/lang/Class.forName",
              "java/lang/Class.getField",
              "java/lang/Class.getMethod",
              "java/lang/Class.getConstructor",
              "java/lang/Class.getDeclaredField",
              "java/lang/Class.getDeclaredMethod",
              "java/lang/Class.getDeclaredConstructor",
              "java/lang/Class.getDeclaredFields",
              "java/lang/Class.getDeclaredMethods",
              "java/lang/Class.getDeclaredConstructors",
              "java/lang/Class.getMethods",
              "java/lang/Class.newInstance",
              "java/lang/reflect/Method.invoke",
              "java/lang/reflect/Constructor.newInstance",
              "java/lang/reflect/Field.get",
              "java/lang/reflect/Field.set",
              "java/lang/reflect/AccessibleObject.setAccessible",
              "java/lang/reflect/Method.setAccessible",
              "java/lang/reflect/Field.setAccessible",
              "java/lang/reflect/Constructor.setAccessible",
              "java/lang/reflect/Proxy.newProxyInstance",
              "java/lang/invoke/MethodHandles.lookup",
              "java/lang/invoke/MethodHandles.privateLookupIn"),
          Use.CLASS_DEFINITION,
          List.of(
              "java/lang/ClassLoader.<init>",
              "java/lang/ClassLoader.defineClass",
              "java/net/URLClassLoader.<init>",
              "java/net/URLClassLoader.newInstance",
              "java/lang/invoke/MethodHandles$Lookup.defineClass",
              "java/lang/invoke/MethodHandles$Lookup.defineHiddenClass",
              "java/lang/invoke/MethodHandles$Lookup.defineHiddenClassWithClassData"));

  private static final Map<String, Use> BY_MEMBER = byMember();

  private KnownUses() {}

  private static Map<String, Use> byMember() {
    Map<String, Use> uses = new HashMap<>();
    MEMBERS.forEach((use, members) -> members.forEach(member -> uses.put(member, use)));
    return Map.copyOf(uses);
  }

  /** What the member is used for, if that is worth telling. */
  static Optional<Use> of(Member member) {
    return Optional.ofNullable(BY_MEMBER.get(member.owner() + "." + member.name()))
        .or(() -> Optional.ofNullable(BY_MEMBER.get(member.owner() + ".*")));
  }
}
