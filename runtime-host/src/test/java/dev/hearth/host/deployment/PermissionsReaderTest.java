package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.Permissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsReaderTest {

  @Test
  void refusesWhatItCannotRead() {
    for (String manifest :
        List.of(
            "policy: lax",
            "permissions: [net]",
            "permissions: {net: any}",
            "permissions: {net: [acme.com]}",
            "permissions: {net: [{host: acme.com}]}",
            "permissions: {net: [\"acme.com:0\"]}",
            "permissions: {net: [\"acme.com:70000\"]}",
            "permissions: {net: [\"a*.com:443\"]}",
            "permissions: {net: [\"acme..com:443\"]}",
            "permissions: {files: [data]}",
            "permissions: {files: [\"rw:tmp\"]}",
            "permissions: {files: [/srv/../etc]}",
            "permissions: {files: [null]}",
            "permissions: {allow: listen}",
            "permissions: {invoke: shop}",
            "permissions: {invoke: [shop@3]}",
            "permissions: {invoke: [\"shop*\"]}",
            "permissions: {invoke: [\"\"]}",
            "permissions: {emit: order}",
            "permissions: {emit: [\"\"]}",
            "permissions: {emit: [\"a*b\"]}",
            "permissions: {emit: [\"a b\"]}")) {
      assertThat(ManifestReaderTest.bad(manifest)).as(manifest).hasSize(1);
      String key = manifest.substring(0, manifest.indexOf(':'));
      assertThat(ManifestReaderTest.bad(manifest).getFirst()).as(manifest).startsWith(key);
    }
  }

  @Test
  void onlyTheStrictPolicyClosesTheNetUnlessTheManifestListsIt() {
    assertThat(ManifestReaderTest.good().confinement().permissions().mayConnect("acme.com", 443))
        .isTrue();
    assertThat(permissions("policy: practical").anyNet()).isTrue();
    assertThat(permissions("policy: strict").mayConnect("acme.com", 443)).isFalse();
    assertThat(permissions("permissions: {net: []}").mayConnect("acme.com", 443)).isFalse();
    assertThat(permissions("permissions: {files: [tmp]}").anyNet()).isTrue();
    assertThat(permissions("policy: strict\npermissions: {net: [\"Acme.COM:*\"]}").net())
        .containsExactly(new Permissions.Destination("acme.com", 0));
  }

  @Test
  void aFunctionCallsOnlyThoseThatItsManifestNames() {
    FunctionName shop = new FunctionName("shop");
    assertThat(permissions("policy: practical").mayInvoke(shop)).isFalse();
    assertThat(permissions("permissions: {invoke: []}").mayInvoke(shop)).isFalse();
    assertThat(permissions("permissions: {invoke: [pay]}").mayInvoke(shop)).isFalse();
    assertThat(permissions("permissions: {invoke: [pay, shop]}").mayInvoke(shop)).isTrue();
    assertThat(permissions("permissions: {invoke: [\"*\"]}").mayInvoke(shop)).isTrue();
  }

  @Test
  void aFunctionEmitsOnlyTypesThatItsManifestNames() {
    assertThat(permissions("policy: practical").mayEmit("a")).isFalse();
    Permissions some = permissions("permissions: {emit: [com.acme.order.*, com.acme.paid]}");
    assertThat(some.mayEmit("com.acme.order.created")).isTrue();
    assertThat(some.mayEmit("com.acme.orders")).isFalse();
    assertThat(some.mayEmit("com.acme.paid")).isTrue();
    assertThat(some.mayEmit("com.acme.paid.twice")).isFalse();
    assertThat(permissions("permissions: {emit: [\"*\"]}").mayEmit("anything")).isTrue();
  }

  private static Permissions permissions(String manifest) {
    return ManifestReaderTest.good(manifest).confinement().permissions();
  }

  @Test
  void namesTheNearestGrant() {
    assertThat(ManifestReaderTest.bad("permissions: {allow: [lisen]}"))
        .containsExactly(
            "permissions.allow: \"lisen\" is nothing that can be allowed: did you mean \"listen\"?");
  }
}
