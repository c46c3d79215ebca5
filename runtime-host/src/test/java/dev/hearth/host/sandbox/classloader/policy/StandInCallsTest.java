package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A function may override what a stand-in replaces, and call {@code super}: that is the stand-in
 * again, which must not call the override.
 */
class StandInCallsTest {

  private static final String GUARD = "dev/hearth/host/sandbox/classloader/guard/";

  private final Map<String, ClassModel> guards = new HashMap<>();

  /** A method, by name and descriptor, and what it calls, in the same form. */
  private record Called(String owner, String member) {}

  @Test
  void noStandInCallsAMethodThatItReplacesAndAFunctionMayOverride() {
    List<String> wrong = new ArrayList<>();
    int overridable = 0;
    for (RuleLine line : RuleTable.lines()) {
      for (Rule.Replace rule : replacements(line)) {
        for (Method method : overridable(line)) {
          overridable++;
          if (reaches(rule, member(method))) {
            wrong.add(line.pattern() + " by " + rule.guardClass() + "." + rule.method());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(overridable).isGreaterThan(20);
  }

  @Test
  void findsACallThatIsThere() {
    assertThat(
            reaches(
                new Rule.Replace("CommonPool", "fork"),
                "fork()Ljava/util/concurrent/ForkJoinTask;"))
        .isTrue();
  }

  private static List<Rule.Replace> replacements(RuleLine line) {
    return Stream.of(line.practical(), line.strict())
        .flatMap(action -> Stream.of(action.rule(), action.granted()))
        .filter(Rule.Replace.class::isInstance)
        .map(Rule.Replace.class::cast)
        .distinct()
        .toList();
  }

  /** The methods with a body that a line names and that subclasses may override. */
  private static List<Method> overridable(RuleLine line) {
    try {
      Class<?> type =
          Class.forName(
              line.owner().replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      if (!type.isInterface()
          && (Modifier.isFinal(type.getModifiers())
              || Arrays.stream(type.getDeclaredConstructors())
                  .allMatch(StandInCallsTest::isClosed))) {
        return List.of();
      }
      int closed = Modifier.FINAL | Modifier.STATIC | Modifier.ABSTRACT | Modifier.PRIVATE;
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(line.name()))
          .filter(method -> (method.getModifiers() & closed) == 0 && !method.isBridge())
          .filter(
              method -> line.parameters().isEmpty() || member(method).contains(line.parameters()))
          .toList();
    } catch (ClassNotFoundException elsewhere) {
      return List.of();
    }
  }

  private static boolean isClosed(Constructor<?> constructor) {
    return (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
  }

  private static String member(Method method) {
    return method.getName()
        + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString();
  }

  /**
   * Whether one of the stand-ins of that name calls such a method, or lets others do, and does not
   * refuse receivers of a class of the function's own.
   */
  private boolean reaches(Rule.Replace rule, String member) {
    boolean reached = false;
    Set<Called> seen = new HashSet<>();
    List<Called> ahead = new ArrayList<>();
    guard(GUARD + rule.guardClass()).methods().stream()
        .filter(method -> method.methodName().equalsString(rule.method()))
        .forEach(method -> ahead.addAll(calls(method)));
    while (!ahead.isEmpty()) {
      Called next = ahead.removeLast();
      if (next.owner().equals(GUARD + "Refusals") && next.member().startsWith("notOwn(")) {
        return false;
      }
      reached |= next.member().equals(member) && !next.owner().startsWith(GUARD);
      if (next.owner().startsWith(GUARD) && seen.add(next)) {
        guard(next.owner()).methods().stream()
            .filter(method ->
                next.member()
                    .equals(method.methodName().stringValue() + method.methodType().stringValue()))
            .forEach(method -> ahead.addAll(calls(method)));
      }
    }
    return reached;
  }

  private static List<Called> calls(MethodModel method) {
    List<Called> calls = new ArrayList<>();
    method
        .code()
        .ifPresent(code -> {
          for (CodeElement element : code) {
            if (element instanceof InvokeInstruction call) {
              calls.add(called(call.method()));
            }
            if (element instanceof InvokeDynamicInstruction call) {
              for (LoadableConstantEntry argument : call.invokedynamic().bootstrap().arguments()) {
                if (argument instanceof MethodHandleEntry handle) {
                  calls.add(called(handle.reference()));
                }
              }
            }
          }
        });
    return calls;
  }

  private static Called called(MemberRefEntry member) {
    return new Called(
        member.owner().asInternalName(), member.name().stringValue() + member.type().stringValue());
  }

  private ClassModel guard(String name) {
    return guards.computeIfAbsent(name, StandInCallsTest::parse);
  }

  private static ClassModel parse(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            StandInCallsTest.class.getClassLoader().getResourceAsStream(name + ".class"), name)) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
