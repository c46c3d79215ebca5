package dev.hearth.host.sandbox.classloader.guard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowedMembersTest {

  private final AllowedMembers allowed = new AllowedMembers();

  @Test
  void knowsAMemberByWhatItIsAndNotByItsCopy() throws Exception {
    allowed.add(List.class.getMethod("add", Object.class));
    assertThat(allowed.has(List.class.getMethod("add", Object.class))).isTrue();
    assertThat(allowed.has(List.class.getMethod("add", int.class, Object.class))).isFalse();
    assertThat(allowed.has(java.util.Collection.class.getMethod("add", Object.class))).isFalse();
  }

  @Test
  void remembersOnlySoMany() {
    List<Member> many =
        Stream.of(Character.class, String.class, Math.class, Integer.class, Long.class)
            .<Member>flatMap(type -> Stream.of(type.getMethods()))
            .distinct()
            .toList();
    assertThat(many).hasSizeGreaterThan(AllowedMembers.LIMIT);
    many.forEach(allowed::add);
    assertThat(many.stream().filter(allowed::has)).hasSize(AllowedMembers.LIMIT);
  }
}
