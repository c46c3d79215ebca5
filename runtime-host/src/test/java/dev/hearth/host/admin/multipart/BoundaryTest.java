package dev.hearth.host.admin.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryTest {

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=abc, abc",
    "multipart/form-data;boundary=\"a b\", a b",
    "Multipart/Form-Data; charset=utf-8; Boundary=----=_Part:1/2?, ----=_Part:1/2?",
    "multipart/form-data; boundary=\"abc\"; , abc"
  })
  void isFoundInTheContentType(String type, String boundary) throws MultipartException {
    assertThat(Boundary.of(type).text()).isEqualTo(boundary);
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/mixed; boundary=abc, not multipart/form-data",
    "multipart/form-data, names no boundary",
    "multipart/form-data; boundary=, names no boundary",
    "multipart/form-data; boundary=\"a \", cannot be a boundary",
    "multipart/form-data; boundary=a*b, cannot be a boundary",
    "multipart/form-data; boundary=a; boundary=b, each once"
  })
  void isRefusedWhereItIsUncertain(String type, String why) {
    assertThatThrownBy(() -> Boundary.of(type))
        .isInstanceOf(MultipartException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"70, true", "71, false"})
  void hasSeventyCharactersAtMost(int length, boolean valid) {
    String type = "multipart/form-data; boundary=" + "b".repeat(length);
    if (valid) {
      assertThat(new Boundary("b".repeat(length)).delimiter()).hasSize(length + 4);
    } else {
      assertThatThrownBy(() -> Boundary.of(type)).hasMessageContaining("cannot be a boundary");
    }
  }
}
