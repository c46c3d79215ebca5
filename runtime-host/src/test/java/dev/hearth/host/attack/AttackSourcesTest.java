package dev.hearth.host.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttackSourcesTest {

  @Test
  void everyAttackCompiles() {
    List<Attack> attacks = Attacks.tried();
    CompiledAttacks compiled = CompiledAttacks.of(attacks);
    assertThat(attacks)
        .allSatisfy(attack -> assertThat(compiled.upload(attack)).as(attack.title()).isNotEmpty());
  }

  @Test
  void everyAttackHasANameOfItsOwn() {
    assertThat(Attacks.tried()).extracting(Attack::name).doesNotHaveDuplicates();
    assertThat(Attacks.tried()).extracting(Attack::packageName).doesNotHaveDuplicates();
  }

  @Test
  void everyExcludedAttackSaysWhy() {
    assertThat(Attacks.excluded())
        .isNotEmpty()
        .allSatisfy(attack -> assertThat(attack.source()).isNotBlank());
  }
}
