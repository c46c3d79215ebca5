package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.journey.SharedHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A zip brings packages of both kinds, which import and require each other as under Node.js. */
@ExtendWith(SharedHost.class)
class PackagesTest {

  private static Program withPackages(String main, String text) {
    return Program.of(main, text)
        .with(
            "node_modules/old/package.json",
            "{\"name\": \"old\", \"version\": \"1.2.3\", \"main\": \"./lib/main\"}")
        .with(
            "node_modules/old/lib/main.js",
            "const { twice } = require('./twice'); exports.four = twice(2); exports.name = require('../package.json').name; exports['no-name'] = 1;")
        .with("node_modules/old/lib/twice.js", "exports.twice = (x) => x * 2;")
        .with(
            "node_modules/@new/es/package.json",
            """
            {"name": "@new/es", "version": "2.0.0", "type": "module",
             "exports": {".": {"node": "./node.js", "import": "./main.js"}, "./sub/*": "./inner/*.js"}}
            """)
        .with(
            "node_modules/@new/es/main.js",
            "import deep from 'deep'; export const five = deep + 1;")
        .with("node_modules/@new/es/inner/six.js", "export default 6;")
        .with("node_modules/@new/es/node_modules/deep/index.js", "module.exports = 4;");
  }

  @Test
  void aModuleImportsPackagesOfBothKinds(HostClient host) {
    withPackages(
            "index.mjs",
            """
            import { five } from '@new/es';
            import six from '@new/es/sub/six';
            import old, { four, name } from 'old';
            import { seven } from './src/seven.js';
            export default async () => [old.four, four, five, six, seven, name, (await import('./src/seven.js')).seven].join();
            """)
        .with("src/seven.js", "export const seven = 7;")
        .deploy(host, "imports")
        .expect(201);
    assertThat(host.get("imports").expect(200).text()).isEqualTo("4,4,5,6,7,old,7");
  }

  @Test
  void aCommonJsFileRequiresPackages(HostClient host) {
    withPackages(
            "index.js",
            """
            const old = require('old');
            const here = require('./src');
            exports.handler = async (event) => ({ four: old.four, here: here.name, file: __filename });
            """)
        .with("src/index.js", "exports.name = 'here';")
        .deploy(host, "requires")
        .expect(201);
    assertThat(host.get("requires").expect(200).text())
        .isEqualTo("{\"four\":4,\"here\":\"here\",\"file\":\"/app/index.js\"}");
  }

  @Test
  void theAnswerToTheUploadListsThePackages(HostClient host) {
    assertThat(
            withPackages("index.js", "module.exports = () => 1;")
                .deploy(host, "lists")
                .expect(201)
                .text())
        .contains("old@1.2.3", "@new/es@2.0.0");
  }

  @Test
  void packageJsonSaysWhereAProgramBegins(HostClient host) {
    Program.of("package.json", "{\"type\": \"module\", \"main\": \"./src/start.js\"}")
        .with("src/start.js", "export default () => import.meta.url;")
        .deploy(host, "begins")
        .expect(201);
    assertThat(host.get("begins").expect(200).text()).endsWith("/app/src/start.js");
  }

  @Test
  void aCircleOfRequiresEnds(HostClient host) {
    Program.of(
            "index.js", "exports.a = 1; const b = require('./b'); exports.handler = () => b.seen;")
        .with("b.js", "exports.seen = require('./index').a;")
        .deploy(host, "circle")
        .expect(201);
    assertThat(host.get("circle").expect(200).text()).isEqualTo("1");
  }
}
