package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries of the class path, each named by one of its classes. */
class LinkageTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        org.apache.commons.math3.complex.Complex.class,
        tools.jackson.databind.json.JsonMapper.class,
        tools.jackson.core.JsonParser.class,
        io.netty.util.Recycler.class,
        io.netty.buffer.ByteBuf.class,
        io.netty.handler.codec.http2.Http2Frame.class,
        com.github.benmanes.caffeine.cache.Caffeine.class,
        com.tngtech.archunit.core.domain.JavaClass.class, // Guava and ASM are in it
        org.assertj.core.api.Assertions.class,
        net.jqwik.api.Property.class,
      })
  void verifiesEveryClassOfALibraryAsBefore(Class<?> member) throws IOException {
    ClassFiles corpus = ClassFiles.of(List.of(ClassFiles.jarOf(member)));
    Linkage linkage = Linkage.of(corpus);
    assertThat(linkage.classes()).isGreaterThan(50);
    assertThat(linkage.failing()).isLessThan(linkage.classes());
    assertThat(linkage.refused()).isEmpty();
    assertThat(linkage.changed()).isEmpty();
  }

  @Test
  void noticesAClassThatDoesNotVerify() {
    byte[] wrong =
        ClassFile.of()
            .build(
                ClassDesc.of("com.acme.Wrong"),
                type ->
                    type.withMethodBody(
                        "number",
                        MethodTypeDesc.of(ConstantDescs.CD_Object),
                        ClassFile.ACC_STATIC,
                        code -> code.iconst_1().areturn()));
    assertThat(LinkingLoader.failures(new ClassFiles(Map.of("com/acme/Wrong", wrong))))
        .containsKey("com/acme/Wrong");
  }
}
