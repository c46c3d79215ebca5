package dev.hearth.host.sandbox.classloader.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.classloader.policy.Platform.Member;
import dev.hearth.host.sandbox.classloader.policy.Platform.PlatformClass;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every stand-in that the table names is there and fits the members it stands in for. */
class StandInsTest {

  private static final String GUARD = "dev.hearth.host.sandbox.classloader.guard.";
  private static final ClassDesc SCOPE = ClassDesc.of(GUARD + "Scope");

  private final Platform platform = new Platform();

  /** How a stand-in has to look. */
  private record Wanted(String type, String method, String descriptor) {}

  @Test
  void theTableNamesOnlyStandInsThatFit() {
    List<String> wrong = new ArrayList<>();
    for (RuleLine line : RuleTable.lines()) {
      for (Member member : members(line)) {
        if (isBridge(line.owner(), member)) {
          continue; // no compiler calls it, and Java cannot declare its stand-in
        }
        rules(line)
            .flatMap(rule -> wanted(rule, ClassDesc.ofInternalName(line.owner()), member).stream())
            .distinct()
            .filter(wanted -> !isThere(wanted))
            .forEach(wanted ->
                wrong.add(
                    "line %d: %s.%s wants %s"
                        .formatted(line.number(), line.owner(), member.key(), wanted)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aStandInTakesTheReceiverTheArgumentsAndTheScope() {
    ClassDesc owner = ClassDesc.of("a.B");
    assertThat(descriptor(new Rule.Replace("D", "e"), owner, new Member("m", "(I)J", false)))
        .isEqualTo("(La/B;I" + SCOPE.descriptorString() + ")J");
    assertThat(descriptor(new Rule.Replace("D", "e"), owner, new Member("m", "(I)J", true)))
        .isEqualTo("(I" + SCOPE.descriptorString() + ")J");
    assertThat(descriptor(new Rule.Replace("D", "e"), owner, new Member("<init>", "(I)V", false)))
        .isEqualTo("(I" + SCOPE.descriptorString() + ")La/B;");
    assertThat(descriptor(new Rule.Replace("D", "e"), owner, new Member("F", "J", true)))
        .isEqualTo("(" + SCOPE.descriptorString() + ")J");
    assertThat(descriptor(new Rule.Before("D", "e"), owner, new Member("<init>", "(I)V", false)))
        .isEqualTo("(I" + SCOPE.descriptorString() + ")V");
    assertThat(descriptor(new Rule.Before("D", "e"), owner, new Member("m", "(I)J", false)))
        .isEqualTo("(La/B;I" + SCOPE.descriptorString() + ")V");
    assertThat(descriptor(new Rule.After("D", "e"), owner, new Member("<init>", "(I)V", false)))
        .isEqualTo("(La/B;" + SCOPE.descriptorString() + ")V");
    assertThat(descriptor(new Rule.After("D", "e"), owner, new Member("m", "(I)J", true)))
        .isEqualTo("(J" + SCOPE.descriptorString() + ")V");
    assertThat(descriptor(new Rule.Filter("D", "e"), owner, new Member("m", "(I)J", false)))
        .isEqualTo("(J" + SCOPE.descriptorString() + ")J");
  }

  private static String descriptor(Rule rule, ClassDesc owner, Member member) {
    return wanted(rule, owner, member).getFirst().descriptor();
  }

  private List<Member> members(RuleLine line) {
    return platform.find(line.owner()).map(PlatformClass::members).orElse(List.of()).stream()
        .filter(member -> RulesOfThePlatformTest.covers(line, member))
        .toList();
  }

  private static boolean isBridge(String owner, Member member) {
    try {
      return Arrays.stream(
              Class.forName(owner.replace('/', '.'), false, ClassLoader.getPlatformClassLoader())
                  .getDeclaredMethods())
          .filter(Method::isBridge)
          .anyMatch(method ->
              method.getName().equals(member.name())
                  && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                      .toMethodDescriptorString()
                      .equals(member.descriptor()));
    } catch (ClassNotFoundException elsewhere) {
      return false;
    }
  }

  private static Stream<Rule> rules(RuleLine line) {
    return Stream.of(line.practical(), line.strict())
        .flatMap(action -> Stream.of(action.rule(), action.granted()));
  }

  /** The stand-in of a rule; none if the rule has none. */
  private static List<Wanted> wanted(Rule rule, ClassDesc owner, Member member) {
    return switch (rule) {
      case Rule.Allow _, Rule.Refuse _ -> List.of();
      case Rule.Replace(var type, var method) ->
          List.of(
              new Wanted(
                  type,
                  method,
                  call(owner, member).changeReturnType(result(owner, member)).descriptorString()));
      case Rule.Before(var type, var method) ->
          List.of(
              new Wanted(
                  type,
                  method,
                  call(owner, member).changeReturnType(ConstantDescs.CD_void).descriptorString()));
      case Rule.After(var type, var method) ->
          List.of(
              new Wanted(
                  type,
                  method,
                  MethodTypeDesc.of(ConstantDescs.CD_void, result(owner, member), SCOPE)
                      .descriptorString()));
      case Rule.Filter(var type, var method) ->
          List.of(
              new Wanted(
                  type,
                  method,
                  MethodTypeDesc.of(result(owner, member), result(owner, member), SCOPE)
                      .descriptorString()));
    };
  }

  private static MethodTypeDesc call(ClassDesc owner, Member member) {
    List<ClassDesc> parameters = new ArrayList<>();
    if (!member.isStatic() && !member.name().equals("<init>")) {
      parameters.add(owner);
    }
    if (member.descriptor().startsWith("(")) {
      parameters.addAll(MethodTypeDesc.ofDescriptor(member.descriptor()).parameterList());
    }
    parameters.add(SCOPE);
    return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
  }

  private static ClassDesc result(ClassDesc owner, Member member) {
    if (member.name().equals("<init>")) {
      return owner;
    }
    return member.descriptor().startsWith("(")
        ? MethodTypeDesc.ofDescriptor(member.descriptor()).returnType()
        : ClassDesc.ofDescriptor(member.descriptor());
  }

  private static boolean isThere(Wanted wanted) {
    try {
      Class<?> type =
          Class.forName(GUARD + wanted.type(), false, StandInsTest.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers())
          && Arrays.stream(type.getMethods())
              .anyMatch(method -> method.getName().equals(wanted.method()) && fits(method, wanted));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  private static boolean fits(Method method, Wanted wanted) {
    return Modifier.isStatic(method.getModifiers())
        && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString()
            .equals(wanted.descriptor());
  }
}
