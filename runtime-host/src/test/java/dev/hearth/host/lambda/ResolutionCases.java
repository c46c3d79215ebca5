package dev.hearth.host.lambda;

import dev.hearth.host.fixture.FunctionJar;

/** One JAR with a handler of each kind, and with each that is wrong in some way. */
final class ResolutionCases {

  private static final String IMPORTS =
      """
      package com.acme;
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;
      import java.time.*;
      import java.util.*;
      """;

  private static final String SHAPES =
      """
      public class Shapes {
        public static class Item { private int n; public int getN() { return n; } public void setN(int n) { this.n = n; } }
        public static class Times {
          private Instant at; private LocalDate day; private Date old; private Optional<String> maybe = Optional.of("x");
          public Instant getAt() { return at; } public void setAt(Instant at) { this.at = at; }
          public LocalDate getDay() { return day; } public void setDay(LocalDate day) { this.day = day; }
          public Date getOld() { return old; } public void setOld(Date old) { this.old = old; }
          public Optional<String> getMaybe() { return maybe; }
        }
        public enum Colour { RED, BLUE }
        public static class Paint {
          private Colour colour; private Colour other = Colour.RED;
          public Colour getColour() { return colour; } public void setColour(Colour c) { colour = c; }
          public Colour getOther() { return other; } public void setOther(Colour c) { other = c; }
        }
        public record Person(String name, int age) {}
        public static class Nested { public String value(String in) { return "nested " + in; } }
        public class Inner { public String value(String in) { return in; } }

        public String nothing() { return "nothing"; }
        public String contextOnly(Context c) { return c.getFunctionName(); }
        public String value(String in) { return "value " + in; }
        public String valueAndContext(String in, Context c) { return in + c.getAwsRequestId(); }
        public String in(InputStream in) throws IOException { return new String(in.readAllBytes()); }
        public void out(OutputStream out) throws IOException { out.write("[1]".getBytes()); }
        public int inAndContext(InputStream in, Context c) { return 1; }
        public void outAndContext(OutputStream out, Context c) throws IOException { out.write(c.getFunctionVersion().getBytes()); }
        public void inOut(InputStream in, OutputStream out) throws IOException { in.transferTo(out); }
        public void inOutContext(InputStream in, OutputStream out, Context c) throws IOException { in.transferTo(out); out.write('!'); }
        public void returnsVoid() {}
        public Void returnsBoxedVoid() { return null; }
        public long ofPrimitives(int in) { return in + 1L; }
        public Map<String, List<Item>> ofGenerics(Map<String, List<Item>> in) { in.get("k").get(0).setN(in.get("k").get(1).getN()); return in; }
        public Item[] ofArrays(Item[] in) { return new Item[] {in[1], in[0], null}; }
        public static String statically(String in) { return "static " + in; }
        public String longest(String in) { return "short"; }
        public String longest(String in, Context c) { return "long"; }
        public String longest() { return "shortest"; }
        public String contextCounts(Context c) { return "context"; }
        public String contextCounts() { return "none"; }
        public String skipsImpossible(String a, String b) { return "two values"; }
        public String skipsImpossible(Context c, String b) { return "context first"; }
        public String skipsImpossible(String a, String b, String c, String d) { return "four"; }
        public String skipsImpossible(String a) { return "one " + a; }
        public String onlyImpossible(String a, String b) { return "two values"; }
        String hidden(String in) { return in; }
        public String throwing(String in) { throw new IllegalArgumentException("no " + in); }
        public String throwingChecked(String in) throws IOException { throw new FileNotFoundException(); }
        public Item badJson(Item in) { return in; }
        public Item emptyText(Item in) { return in; }
        public Times dates(Times in) { return in; }
        public Paint enums(Paint in) { return in; }
        public Person record(Person in) { return in; }
        public Map<Integer, Object> inner(String in) { Map<Integer, Object> m = new TreeMap<>(); m.put(1, new Person("a", 2)); m.put(2, null); m.put(3, List.of(Colour.RED)); return m; }
      }
      """;

  private ResolutionCases() {}

  static FunctionJar jar() {
    FunctionJar jar = FunctionJar.empty();
    add(jar, "Shapes", SHAPES);
    add(
        jar,
        "Bridged",
        """
        interface Base<T> { String handle(T in); }
        public class Bridged implements Base<Shapes.Item> { public String handle(Shapes.Item in) { return "item " + in.getN(); } }
        """);
    add(jar, "Inherits", "public class Inherits extends Shapes {}");
    add(jar, "Defaults", "public class Defaults implements Hello {} ");
    add(
        jar,
        "Hello",
        "public interface Hello { default String hello(String in) { return \"default \" + in; } }");
    add(
        jar,
        "StaticOnly",
        "public class StaticOnly { private StaticOnly() {} public static String of(String in) { return in; } }");
    add(
        jar,
        "NoConstructor",
        "public class NoConstructor { public NoConstructor(int i) {} public String value(String in) { return in; } }");
    addInterfaces(jar);
    addWrong(jar);
    return jar;
  }

  private static void addInterfaces(FunctionJar jar) {
    add(jar, "Concrete", handler("Concrete", "Shapes.Item", "String", "\"c\" + in.getN()"));
    add(
        jar,
        "FromGenericParent",
        "abstract class Parent<A, B> implements RequestHandler<A, B> {}"
            + "public class FromGenericParent extends Parent<Shapes.Item, Integer> { public Integer handleRequest(Shapes.Item in, Context c) { return in.getN(); } }");
    add(
        jar,
        "TwoLevels",
        "abstract class One<X> implements RequestHandler<X, List<X>> {}\nabstract class Two<Y> extends One<Y> {}"
            + "public class TwoLevels extends Two<Shapes.Item> { public List<Shapes.Item> handleRequest(Shapes.Item in, Context c) { return List.of(in, in); } }");
    add(
        jar,
        "OwnInterface",
        "interface Mine<Q> extends RequestHandler<Q, String> {}"
            + "public class OwnInterface implements Mine<Shapes.Item> { public String handleRequest(Shapes.Item in, Context c) { return \"\" + in; } }");
    addBounds(jar);
  }

  private static void addBounds(FunctionJar jar) {
    add(
        jar,
        "Bounded",
        "public class Bounded<T extends Shapes.Item> implements RequestHandler<T, Integer> { public Integer handleRequest(T in, Context c) { return in.getN(); } }");
    add(
        jar,
        "Unbounded",
        "public class Unbounded<T> implements RequestHandler<T, Integer> { public Integer handleRequest(T in, Context c) { return 1; } }");
    add(
        jar,
        "Raw",
        "@SuppressWarnings(\"rawtypes\") public class Raw implements RequestHandler { public Object handleRequest(Object in, Context c) { return 1; } }");
    add(jar, "OfMaps", handler("OfMaps", "Map<String, Object>", "Map<String, Object>", "in"));
    add(jar, "ToVoid", handler("ToVoid", "Object", "Void", "null"));
    add(
        jar,
        "StreamsFirst",
        "public class StreamsFirst implements RequestStreamHandler, RequestHandler<String, String> {"
            + " public String handleRequest(String in, Context c) { return in; }"
            + " public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException { out.write(\"streams\".getBytes()); } }");
  }

  private static void addWrong(FunctionJar jar) {
    add(jar, "NoHandler", "public class NoHandler {}");
    add(
        jar,
        "NoConstructorAtAll",
        "public class NoConstructorAtAll implements RequestHandler<String, String> { private NoConstructorAtAll() {} public String handleRequest(String in, Context c) { return in; } }");
    add(
        jar,
        "FailsToConstruct",
        "public class FailsToConstruct implements RequestHandler<String, String> { public FailsToConstruct() { throw new IllegalStateException(\"not today\"); } public String handleRequest(String in, Context c) { return in; } }");
    add(
        jar,
        "FailsToInitialise",
        "public class FailsToInitialise implements RequestHandler<String, String> { static final int X = Integer.parseInt(\"x\"); public String handleRequest(String in, Context c) { return in; } }");
    add(
        jar,
        "Unserialisable",
        "public class Unserialisable implements RequestHandler<Object, Unserialisable.Loop> {"
            + " public static class Loop { public Loop getLoop() { return this; } }"
            + " public Loop handleRequest(Object in, Context c) { return new Loop(); } }");
    add(
        jar,
        "ThrowsInGetter",
        "public class ThrowsInGetter implements RequestHandler<Object, ThrowsInGetter.Out> {"
            + " public static class Out { public int getX() { throw new IllegalStateException(\"x\"); } }"
            + " public Out handleRequest(Object in, Context c) { return new Out(); } }");
  }

  private static void add(FunctionJar jar, String name, String source) {
    jar.source("com.acme." + name, IMPORTS + source);
  }

  private static String handler(String name, String input, String output, String result) {
    return "public class %s implements RequestHandler<%s, %s> { public %s handleRequest(%s in, Context c) { return %s; } }"
        .formatted(name, input, output, output, input, result);
  }

  /**
   * What Hearth says where AWS's client says this: the same, but for what is seen at deployment.
   */
  static String reasonOf(String message, String handler) {
    if (message.startsWith("Class not found: ")) {
      return "there is no class " + handler.split("::", 2)[0];
    }
    if (message.startsWith("Class does not implement an appropriate handler interface")) {
      return "implements none of";
    }
    if (message.contains("has no public zero-argument constructor") && !handler.contains("::")) {
      return "has no public constructor without parameters";
    }
    return message;
  }
}
