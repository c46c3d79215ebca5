package dev.hearth.host.sandbox.polyglot.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.polyglot.guest.ModuleResolution.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeModulesTest {

  @TempDir Path outside;

  private Path root;
  private NodeModules modules;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(outside.resolve("root"));
    Files.writeString(outside.resolve("secret.js"), "exports.secret = 1;");
    modules = new NodeModules(root);
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Optional<String> imported(String directory, String name) {
    return modules.resolve(directory, name, true);
  }

  @Test
  void findsFilesBesideWithAndWithoutTheirEnding() throws IOException {
    file("src/a.js", "");
    file("src/b/index.mjs", "");
    assertThat(imported("src", "./a.js")).contains("src/a.js");
    assertThat(imported("src", "./a")).contains("src/a.js");
    assertThat(imported("src/b", "../a")).contains("src/a.js");
    assertThat(imported("src", "./b")).contains("src/b/index.mjs");
    assertThat(imported("", "/app/src/a.js")).contains("src/a.js");
    assertThat(imported("src", "./c")).isEmpty();
  }

  @Test
  void neverLeavesTheProgram() throws IOException {
    file("node_modules/bad/package.json", "{\"main\": \"../../../secret.js\"}");
    file("node_modules/worse/package.json", "{\"exports\": \"./../../../secret.js\"}");
    for (String name :
        new String[] {
          "../secret.js", "./../secret.js", "/../secret.js", "/app/../secret.js", "bad", "worse",
          "../../etc/passwd", "/etc/passwd", "@../secret", "a/../../../secret.js", "..", "x\0y"
        }) {
      assertThat(imported("", name)).as(name).isEmpty();
      assertThat(modules.resolve("node_modules", name, false)).as(name).isEmpty();
    }
  }

  @Test
  void takesTheNearestPackage() throws IOException {
    file("node_modules/a/index.js", "");
    file("node_modules/b/node_modules/a/index.js", "");
    file("node_modules/@s/c/lib/main.js", "");
    file("node_modules/@s/c/package.json", "{\"main\": \"lib/main\"}");
    assertThat(imported("src", "a")).contains("node_modules/a/index.js");
    assertThat(imported("node_modules/b", "a")).contains("node_modules/b/node_modules/a/index.js");
    assertThat(imported("", "@s/c")).contains("node_modules/@s/c/lib/main.js");
    assertThat(imported("", "@s/c/lib/main.js")).contains("node_modules/@s/c/lib/main.js");
    assertThat(imported("", "fs")).isEmpty();
  }

  @Test
  void followsExportsByTheirConditions() throws IOException {
    file(
        "node_modules/e/package.json",
        """
        {"exports": {
          ".": {"node": "./node.js", "import": "./main.mjs", "require": "./main.cjs"},
          "./sub/*": {"default": "./inner/*.js"},
          "./sub/hidden": null,
          "./two": ["./missing-condition", "./main.mjs"]
        }}
        """);
    file("node_modules/e/main.mjs", "");
    file("node_modules/e/main.cjs", "");
    file("node_modules/e/node.js", "");
    file("node_modules/e/inner/x.js", "");
    file("node_modules/e/inner/hidden.js", "");
    assertThat(imported("", "e")).contains("node_modules/e/main.mjs");
    assertThat(modules.resolve("", "e", false)).contains("node_modules/e/main.cjs");
    assertThat(imported("", "e/sub/x")).contains("node_modules/e/inner/x.js");
    assertThat(imported("", "e/sub/hidden")).isEmpty();
    assertThat(imported("", "e/inner/x.js")).as("what is not exported").isEmpty();
  }

  @Test
  void followsImportsOfThePackageItself() throws IOException {
    file("package.json", "{\"imports\": {\"#tools/*\": \"./src/tools/*.js\", \"#dep\": \"a\"}}");
    file("src/tools/x.js", "");
    file("node_modules/a/index.js", "");
    assertThat(imported("src", "#tools/x")).contains("src/tools/x.js");
    assertThat(imported("src", "#dep")).contains("node_modules/a/index.js");
    assertThat(imported("src", "#other")).isEmpty();
  }

  @Test
  void tellsModulesFromCommonJs() throws IOException {
    file(
        "a.js",
        "const x = require('x');\n// export default 1\n/* import y from 'y' */ exports.a = 'export {';");
    file("b.js", "#!/usr/bin/env node\nimport x from 'x';");
    file("c.js", "const a=1;export{a as default};");
    file("typed/package.json", "{\"type\": \"module\"}");
    file("typed/a.js", "");
    file("typed/node_modules/old/a.js", "exports.a = 1;");
    assertThat(modules.format("a.js")).isEqualTo(Format.COMMONJS);
    assertThat(modules.format("b.js")).isEqualTo(Format.MODULE);
    assertThat(modules.format("c.js")).isEqualTo(Format.MODULE);
    assertThat(modules.format("typed/a.js")).isEqualTo(Format.MODULE);
    assertThat(modules.format("typed/node_modules/old/a.js")).isEqualTo(Format.COMMONJS);
    assertThat(modules.format("x.mjs")).isEqualTo(Format.MODULE);
    assertThat(modules.format("x.cjs")).isEqualTo(Format.COMMONJS);
    assertThat(modules.format("x.json")).isEqualTo(Format.JSON);
  }
}
