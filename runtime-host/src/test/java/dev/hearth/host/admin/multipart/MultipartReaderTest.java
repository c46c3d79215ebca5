package dev.hearth.host.admin.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.admin.multipart.Read.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same body gives the same parts, in whatever pieces it comes. */
class MultipartReaderTest {

  private static final String DELIMITER = "\r\n---edge";

  /** What a body consists of, and what is nearly that. */
  private static final String[] PIECES = {
    DELIMITER,
    DELIMITER + "\r\n",
    DELIMITER + "--",
    "---edge",
    "Content-Disposition: form-data; name=\"a\"\r\n",
    "Content-Disposition: form-data; name=b; filename=\"x;\\\"y\"\r\n",
    "content-type: text/plain\r\n",
    "\r\n",
    "\r\n",
    "\r\n",
    "\r",
    "\n",
    "\r\n--",
    "\r\n---edg",
    "-",
    " ",
    "\t",
    "\0",
    "\u00e9",
    "x",
    "name"
  };

  @Test
  void readsAForm() {
    String body =
        String.join(
            "\r\n",
            "---edge",
            "Content-Disposition: form-data; name=\"artifact\"; filename=\"f.jar\"",
            "Content-Type: application/java-archive",
            "",
            "PK",
            "---edge \t",
            "content-disposition:form-data;name=config",
            "",
            "",
            "---edge--",
            "");
    assertThat(Read.whole(body))
        .isEqualTo(
            new Read(List.of(new Part("artifact", true, "PK"), new Part("config", false, "")), ""));
  }

  @Test
  void passesOverWhatStandsAround() {
    String body = "to whom it may concern\r\n" + form("\r\n") + "bye\r\n---edge\r\nP.S.\r\n";
    assertThat(Read.whole(body)).isEqualTo(read("\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r",
        "\n",
        "\r\n",
        "\r\r",
        "\r\n\r",
        "\r\n--",
        "\r\n---edg",
        "\r\r\n---edg",
        "\r\n---ed\r\n---e",
        "---edg",
        "--",
        "-",
        "\r\n---edg\r",
        "a\r\n\n---edge",
        "x---edge"
      })
  void givesTheContentToItsLastByteWhereverItIsCut(String content) {
    String body = form(content);
    for (int first = 0; first <= body.length(); first++) {
      assertThat(Read.cutAt(first, body)).as("cut at %s", first).isEqualTo(read(content));
      for (int second = first; second <= body.length(); second++) {
        List<String> pieces =
            List.of(
                body.substring(0, first), body.substring(first, second), body.substring(second));
        assertThat(Read.pieces(pieces)).as("%s and %s", first, second).isEqualTo(read(content));
      }
    }
  }

  @Property(tries = 3_000)
  void givesWhatWasSentInWhateverPieces(
      @ForAll("parts") List<Part> parts, @ForAll @IntRange(min = 1, max = 90) int step) {
    String body =
        parts.stream().map(MultipartReaderTest::encoded).collect(Collectors.joining())
            + "---edge--\r\n";
    assertThat(Read.whole(body)).isEqualTo(new Read(parts, ""));
    assertThat(Read.inStepsOf(step, body)).isEqualTo(new Read(parts, ""));
  }

  @Property(tries = 10_000)
  void readsAnythingAlikeInWhateverPieces(
      @ForAll("bodies") String body, @ForAll @IntRange(min = 2, max = 40) int step) {
    Read whole = Read.whole(body);
    assertThat(Read.inStepsOf(1, body)).isEqualTo(whole);
    assertThat(Read.inStepsOf(step, body)).isEqualTo(whole);
  }

  @Property(tries = 2_000)
  void isNotCompleteBeforeItsLastBoundary(
      @ForAll("parts") List<Part> parts, @ForAll @IntRange(min = 0, max = 2_000) int at) {
    String body =
        parts.stream().map(MultipartReaderTest::encoded).collect(Collectors.joining())
            + "---edge--";
    assertThat(Read.whole(body.substring(0, at % body.length())).refusal()).isNotEmpty();
  }

  @Test
  void saysThatThereIsNoBoundaryOrNoEnd() {
    assertThat(Read.whole("").refusal()).contains("no line of it begins with", "---edge");
    assertThat(Read.whole("---edg").refusal()).contains("no line of it begins with");
    assertThat(Read.whole("---edge").refusal()).contains("has no end", "---edge--");
    assertThat(Read.whole(form("x").replace("---edge--", "")).refusal()).contains("has no end");
    assertThat(Read.whole(form("x").replace("---edge--\r\n", "---edge--\r")).refusal())
        .contains("has no end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---edgeX", "---edge-", "---edge\n", "---edge\r\r\n", "---edge--x"})
  void refusesTextBehindABoundary(String line) {
    assertThat(Read.whole(form("x").replace("---edge--\r\n", line + "\r\n")).refusal())
        .contains("begins with the boundary and does not end behind it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|no header line Content-Disposition",
        "Content-Type: text/plain\\r\\n|no header line Content-Disposition",
        "Content-Disposition: attachment; name=a\\r\\n|no header line Content-Disposition",
        "Content-Disposition: form-data\\r\\n|no header line Content-Disposition",
        "Content-Disposition: form-data; name=\"\"\\r\\n|no header line Content-Disposition",
        "Content-Disposition: form-data; name=a; name=b\\r\\n|each once",
        "Content-Disposition: form-data; name=\"a\\r\\n|name=\"value\"",
        "Content-Disposition: form-data; name=\"a\"b\\r\\n|name=\"value\"",
        "Content-Disposition: form-data; name\\r\\n|name=value",
        "Content-Disposition: form-data; name=a\\r\\n goes: on\\r\\n|goes on in the next line",
        "Content-Disposition: form-data; name=a\\n|does not end with CR LF",
        "Content-Disposition: form-data;\\rname=a\\r\\n|does not end with CR LF",
        "Content-Disposition: form-data; name=a\\0\\r\\n|a control character",
        "Content-Disposition : form-data; name=a\\r\\n|is not \"name: value\"",
        "Content-Disposition\\r\\n|is not \"name: value\"",
      })
  void refusesAHeadWithoutCertainMeaning(String head, String why) {
    String body = "---edge\r\n" + head.translateEscapes() + "\r\ncontent\r\n---edge--\r\n";
    assertThat(Read.whole(body).refusal()).contains(why);
    assertThat(Read.whole(body).parts()).isEmpty();
  }

  @Test
  void refusesTwoDispositionsAndContentThatIsEncoded() {
    String disposition = "Content-Disposition: form-data; name=\"a\"\r\n";
    assertThat(Read.whole("---edge\r\n" + disposition + disposition + "\r\n").refusal())
        .contains("two Content-Dispositions");
    String encoded = disposition + "Content-Transfer-Encoding: base64\r\n\r\n";
    assertThat(Read.whole("---edge\r\n" + encoded).refusal()).contains("base64");
    String plain = disposition + "Content-Transfer-Encoding: Binary\r\n\r\nx\r\n---edge--";
    assertThat(Read.whole("---edge\r\n" + plain).refusal()).isEmpty();
  }

  @Test
  void keepsNoMoreThanEightKibibytesOfAHead() {
    String long1 = "---edge\r\nX: " + "y".repeat(8 * 1024);
    assertThat(Read.inStepsOf(100, long1).refusal()).contains("more than 8KiB");
    String many = "---edge\r\n" + "X: y\r\n".repeat(2 * 1024);
    assertThat(Read.inStepsOf(100, many).refusal()).contains("more than 8KiB");
  }

  @ParameterizedTest
  @CsvSource({
    "name=a; filename=f, true",
    "filename=\"\"; name=\"a\", true",
    "'name=\"a\"; filename=\"C:\\\\f \\\"x\\\"; name=z\"', true",
    "name=a; filename*=utf-8''f, true",
    "'NAME=a; ;size=3;', false"
  })
  void tellsAFileByItsFileName(String parameters, boolean file) {
    String body =
        "---edge\r\nContent-Disposition: Form-Data; " + parameters + "\r\n\r\nx\r\n---edge--";
    assertThat(Read.whole(body)).isEqualTo(new Read(List.of(new Part("a", file, "x")), ""));
  }

  private static Read read(String content) {
    return new Read(List.of(new Part("a", true, content), new Part("b", false, content)), "");
  }

  private static String form(String content) {
    return encoded(new Part("a", true, content))
        + encoded(new Part("b", false, content))
        + "---edge--\r\n";
  }

  private static String encoded(Part part) {
    return "---edge\r\nContent-Disposition: form-data; name=\""
        + part.name()
        + (part.file() ? "\"; filename=\"f\"" : "\"")
        + "\r\n\r\n"
        + part.content()
        + "\r\n";
  }

  @Provide
  Arbitrary<List<Part>> parts() {
    Arbitrary<String> content =
        Arbitraries.of(
                "\r", "\n", "\r\n", "\r\n--", "\r\n---edg", "-", "edge", "\0", "\u00ff", "abc")
            .list()
            .ofMaxSize(12)
            .map(pieces -> String.join("", pieces))
            .filter(text -> !("\r\n" + text).contains(DELIMITER));
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8),
            Arbitraries.of(true, false),
            content)
        .as(Part::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<List<String>> rest = Arbitraries.of(PIECES).list().ofMaxSize(16);
    return Combinators.combine(Arbitraries.of("", "---edge\r\n", form("x").strip()), rest)
        .as((first, more) -> {
          List<String> all = new ArrayList<>(more);
          all.addFirst(first);
          return String.join("", all);
        });
  }
}
