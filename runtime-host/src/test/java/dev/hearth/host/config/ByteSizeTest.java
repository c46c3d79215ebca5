package dev.hearth.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "500, 500",
    "500B, 500",
    "64KiB, 65536",
    "64kib, 65536",
    "128 MiB, 134217728",
    "1GiB, 1073741824",
    "2kB, 2000",
    "3MB, 3000000",
    "1GB, 1000000000",
    "' 7B ', 7"
  })
  void readsEveryUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MiB", "1TB", "-1B", "1.5MiB", "1 2", "1MiBs", "0x10"})
  void saysTheFormThatIsWanted(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\" is not a size: write for instance 128MiB, 64KiB or 1GiB");
  }

  @Test
  void refusesWhatIsTooLargeToCount() {
    assertThatThrownBy(() -> ByteSize.parse("999999999999999GiB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> new ByteSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsBackWhatItWrites(@ForAll @LongRange(max = 999_999_999_999_999L) long bytes) {
    ByteSize size = new ByteSize(bytes);
    assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
  }

  @Property
  void readsBackWholeUnits(@ForAll @LongRange(max = 1 << 20) long n) {
    assertThat(ByteSize.parse(ByteSize.mebibytes(n).toString()).bytes()).isEqualTo(n << 20);
    assertThat(ByteSize.parse(ByteSize.kibibytes(n).toString()).bytes()).isEqualTo(n << 10);
  }

  @Property
  void standsInTheOrderOfItsBytes(@ForAll @LongRange long a, @ForAll @LongRange long b) {
    assertThat(new ByteSize(a).compareTo(new ByteSize(b))).isEqualTo(Long.compare(a, b));
  }
}
