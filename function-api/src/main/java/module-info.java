/** What a Hearth function is written against. */
@SuppressWarnings("module") // the host is built after its API
module dev.hearth.function {
  requires static transitive org.jspecify;

  exports dev.hearth.function;
  exports dev.hearth.function.spi to
      dev.hearth.host;
}
