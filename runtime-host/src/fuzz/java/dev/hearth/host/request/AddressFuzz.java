package dev.hearth.host.request;

/** Addresses of functions, as strangers write them. */
public final class AddressFuzz {

  private AddressFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String raw = new String(data, java.nio.charset.StandardCharsets.ISO_8859_1);
    FunctionAddress.parse("/fn/" + raw)
        .ifPresent(address -> {
          if (!address.path().startsWith("/") || !address.function().value().matches("[a-z0-9-]+")) {
            throw new AssertionError(address.toString());
          }
        });
    FunctionAddress.parse(raw);
  }
}
