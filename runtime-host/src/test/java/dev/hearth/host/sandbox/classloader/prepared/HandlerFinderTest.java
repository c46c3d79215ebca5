package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerFinderTest {

  private static final String HTTP =
      """
      package com.acme;
      import dev.hearth.function.*;
      public class %s implements HttpFunction {
        public HttpResponse handle(HttpRequest request, Context context) { return null; }
      }
      """;

  @TempDir private Path directory;
  private Uploads uploads;

  @BeforeEach
  void store() {
    uploads = new Uploads(directory);
  }

  private static FunctionJar with(String name, String body) {
    return FunctionJar.of("com.acme." + name, "package com.acme; " + body);
  }

  private String only(FunctionJar jar) {
    assertThat(uploads.problems(jar)).hasSize(1);
    return uploads.problems(jar).getFirst();
  }

  @Test
  void findsTheOnlyHandlerWhateverItsContract() throws Exception {
    assertThat(uploads.prepare(FunctionJar.of("com.acme.Web", HTTP.formatted("Web"))).entryPoint())
        .isEqualTo(new EntryPoint("com.acme.Web", HandlerStyle.HTTP));
    assertThat(uploads.prepare(Uploads.hello()).entryPoint())
        .isEqualTo(new EntryPoint("com.acme.Hello", HandlerStyle.SUPPLIER));
    assertThat(
            uploads
                .prepare(
                    with(
                        "C",
                        "public class C implements java.util.function.Consumer<String> {"
                            + " public void accept(String s) {} }"))
                .entryPoint())
        .isEqualTo(new EntryPoint("com.acme.C", HandlerStyle.CONSUMER));
    assertThat(
            uploads
                .prepare(
                    with(
                        "T",
                        "public class T implements dev.hearth.function.TypedFunction<String, String>"
                            + " { public String handle(String s, dev.hearth.function.Context c) {"
                            + " return s; } }"))
                .entryPoint())
        .isEqualTo(new EntryPoint("com.acme.T", HandlerStyle.TYPED));
  }

  @Test
  void followsSuperclassesAndInterfacesOfTheArtifactItsLibrariesAndTheJdk() throws Exception {
    FunctionJar library =
        FunctionJar.of(
            "org.lib.Base",
            "package org.lib; public abstract class Base implements Handles {"
                + " public Object get() { return 1; } }"
                + " interface Handles extends java.util.function.Supplier<Object> {}");
    FunctionJar jar =
        FunctionJar.empty()
            .entry("lib/base.jar", library.bytes())
            .source("com.acme.Own", "package com.acme; public class Own extends org.lib.Base {}")
            .source("org.lib.Base", "package org.lib; public abstract class Base {}");
    var classes = new TreeMap<>(jar.compiled());
    classes.remove("org/lib/Base.class");
    FunctionJar upload = FunctionJar.empty().entry("lib/base.jar", library.bytes());
    classes.forEach(upload::entry);
    assertThat(uploads.prepare(upload).entryPoint())
        .isEqualTo(new EntryPoint("com.acme.Own", HandlerStyle.SUPPLIER));
    assertThat(
            uploads
                .prepare(
                    with(
                        "U",
                        "public class U implements java.util.function.UnaryOperator<String> {"
                            + " public String apply(String s) { return s; } }"))
                .entryPoint()
                .style())
        .isEqualTo(HandlerStyle.FUNCTION);
  }

  @Test
  void doesNotTakeAHandlerOutOfALibrary() {
    FunctionJar jar = FunctionJar.empty().entry("lib/hello.jar", Uploads.hello().bytes());
    assertThat(only(jar)).contains("there is no handler in the JAR");
  }

  @Test
  void prefersHearthsContractsOverThoseOfTheJdk() throws Exception {
    FunctionJar jar = Uploads.hello().source("com.acme.Web", HTTP.formatted("Web"));
    assertThat(uploads.prepare(jar).entryPoint().target()).isEqualTo("com.acme.Web");
    assertThat(uploads.prepare(jar).found())
        .extracting(EntryPoint::target)
        .containsExactlyInAnyOrder("com.acme.Web", "com.acme.Hello");
    FunctionJar both =
        with(
            "B",
            """
            import dev.hearth.function.*;
            public class B implements HttpFunction, java.util.function.Supplier<String> {
              public HttpResponse handle(HttpRequest request, Context context) { return null; }
              public String get() { return "x"; }
            }
            """);
    assertThat(uploads.prepare(both, "com.acme.B").entryPoint().style())
        .isEqualTo(HandlerStyle.HTTP);
  }

  @Test
  void explainsWhatQualifiesWhenNothingDoes() {
    assertThat(only(with("Plain", "public class Plain {}")))
        .startsWith("handler: there is no handler in the JAR")
        .contains("public constructor without parameters")
        .contains("dev.hearth.function.HttpFunction")
        .contains("java.util.function.Consumer")
        .doesNotContain("Almost");
    assertThat(
            only(
                with(
                    "Shy",
                    "public class Shy implements java.util.function.Supplier<String> {"
                        + " Shy() {} public String get() { return null; } }")))
        .endsWith("Almost: com.acme.Shy has no public constructor without parameters: add one");
  }

  @Test
  void listsUpToTenWhenSeveralQualify() {
    FunctionJar two = Uploads.hello().source("com.acme.A", Uploads.supplier("com.acme", "A"));
    assertThat(only(two))
        .isEqualTo(
            "handler: there are 2 handlers in the JAR: com.acme.A, com.acme.Hello. Add \"handler:"
                + " <class>\" to META-INF/hearth.yaml or to the config part of the upload");
    FunctionJar many = FunctionJar.empty();
    for (char c = 'A'; c < 'A' + 12; c++) {
      many.source("com.acme." + c, Uploads.supplier("com.acme", "" + c));
    }
    assertThat(only(many))
        .contains("12 handlers")
        .contains("com.acme.J, …")
        .doesNotContain("acme.K");
  }

  @Test
  void takesTheClassThatIsNamed() throws Exception {
    FunctionJar two = Uploads.hello().source("com.acme.A", Uploads.supplier("com.acme", "A"));
    assertThat(uploads.prepare(two, "com.acme.A").entryPoint().target()).isEqualTo("com.acme.A");
    assertThat(uploads.prepare(two, " com.acme.Hello ").entryPoint().target())
        .isEqualTo("com.acme.Hello");
  }

  @Test
  void saysWhyTheNamedClassWillNotDo() throws ArtifactRefusedException {
    FunctionJar jar =
        Uploads.hello()
            .source("com.acme.Plain", "package com.acme; public class Plain {}")
            .source(
                "com.acme.Hidden", "package com.acme; abstract class Hidden { Hidden(int x) {} }");
    assertThat(uploads.problems(jar, "com.acme.Helo"))
        .containsExactly(
            "handler: there is no class com.acme.Helo in the JAR or its libraries: did you"
                + " mean"
                + " \"com.acme.Hello\"?");
    assertThat(uploads.problems(jar, "Hello"))
        .singleElement()
        .asString()
        .endsWith("did you mean \"com.acme.Hello\"?");
    assertThat(uploads.problems(jar, "com.acme.Plain"))
        .singleElement()
        .asString()
        .startsWith("handler: com.acme.Plain implements none of dev.hearth.function.HttpFunction");
    assertThat(uploads.problems(jar, "com.acme.Hidden"))
        .containsExactly(
            "handler: com.acme.Hidden is abstract: name a class that extends it; it is not public:"
                + " make it public; it has no public constructor without parameters: add one");
    assertThat(uploads.problems(jar, "com.acme.Hello::got"))
        .singleElement()
        .asString()
        .contains("No public method named got", "did you mean \"get\"?");
    assertThat(uploads.prepare(jar, "com.acme.Hello::get").entryPoint().style())
        .isEqualTo(HandlerStyle.LAMBDA_METHOD);
    assertThat(uploads.problems(jar, "x".repeat(100_000)))
        .singleElement()
        .asString()
        .hasSizeLessThan(300);
  }

  @Test
  void refusesAClassThatCouldBeCalledInTwoWays() {
    FunctionJar jar =
        with(
            "Two",
            "public class Two implements java.util.function.Supplier<String>,"
                + " java.util.function.Consumer<String> { public String get() { return null; }"
                + " public void accept(String s) {} }");
    assertThat(only(jar))
        .isEqualTo(
            "handler: com.acme.Two implements java.util.function.Supplier and"
                + " java.util.function.Consumer, and it is not clear how to call it: implement one of"
                + " them");
    assertThat(uploads.problems(jar, "com.acme.Two")).isEqualTo(uploads.problems(jar));
  }

  @Test
  void isNotCaughtInAClassThatExtendsItself() throws Exception {
    FunctionJar cycle =
        Uploads.hello()
            .entry("com/acme/A.class", extending("com.acme.A", "com.acme.B"))
            .entry("com/acme/B.class", extending("com.acme.B", "com.acme.A"));
    assertThat(uploads.prepare(cycle).entryPoint().target()).isEqualTo("com.acme.Hello");
  }

  private static byte[] extending(String name, String superclass) {
    return ClassFile.of()
        .build(ClassDesc.of(name), type -> type.withSuperclass(ClassDesc.of(superclass)));
  }
}
