package dev.hearth.host.attack;

import java.util.Map;

/** Writes the part of a hostile function's source that is always the same. */
final class HostileSource {

  private static final String IMPORTS =
      """
      package %PACKAGE%;
      import dev.hearth.function.*;
      import java.io.*;
      import java.lang.invoke.*;
      import java.lang.reflect.Field;
      import java.lang.reflect.Method;
      import java.net.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      """;

  /** Reports an effect unless the body ends in another way. */
  private static final String HTTP =
      """
      public class Bad implements HttpFunction {
        public HttpResponse handle(HttpRequest request, Context context) throws Exception {
          return HttpResponse.text(attack(request, context));
        }
        private String attack(HttpRequest request, Context context) throws Exception {
          Path victim = Path.of(context.env().get("VICTIM"));
          Path secret = victim.resolve("secret.txt");
          if (request != null) {
      %BODY%
          }
          return "EFFECT: it was done";
        }
      %MEMBERS%
      }
      """;

  private static final String SUPPLIER =
      """
      public class Bad implements java.util.function.Supplier<Object> {
        public Object get() {
      %BODY%
        }
      %MEMBERS%
      }
      """;

  /** Makes a class file, at run time, whose {@code run} ends the process. */
  private static final String RAW =
      """
      static class Raw {
        static byte[] bytes(String name) {
          var nothing = java.lang.constant.ConstantDescs.CD_void;
          var number = java.lang.constant.ConstantDescs.CD_int;
          int open = java.lang.classfile.ClassFile.ACC_PUBLIC;
          return java.lang.classfile.ClassFile.of().build(java.lang.constant.ClassDesc.of(name),
              type -> type.withFlags(open).withMethodBody("run",
                  java.lang.constant.MethodTypeDesc.of(nothing),
                  open | java.lang.classfile.ClassFile.ACC_STATIC,
                  code -> code.bipush(7).invokestatic(
                      java.lang.constant.ClassDesc.of("java.lang.System"), "exit",
                      java.lang.constant.MethodTypeDesc.of(nothing, number)).return_()));
        }
      }
      """;

  private HostileSource() {}

  /** The source of {@code Bad}, of the parts that stand in the file. */
  static String of(String packageName, Map<String, String> parts) {
    String members = parts.getOrDefault("members", "").replace("%RAW%", RAW);
    return IMPORTS.replace("%PACKAGE%", packageName) + body(parts, members);
  }

  private static String body(Map<String, String> parts, String members) {
    if (parts.containsKey("whole")) {
      return parts.getOrDefault("whole", "");
    }
    if (parts.containsKey("supplier")) {
      return filled(SUPPLIER, parts.getOrDefault("supplier", ""), members);
    }
    return filled(HTTP, parts.getOrDefault("", ""), members);
  }

  private static String filled(String frame, String body, String members) {
    return frame.replace("%BODY%", body).replace("%MEMBERS%", members);
  }
}
