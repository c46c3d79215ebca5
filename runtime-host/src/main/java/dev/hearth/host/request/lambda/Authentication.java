package dev.hearth.host.request.lambda;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.access.signature.AuthorizationField;
import dev.hearth.host.access.signature.Field;
import dev.hearth.host.access.signature.SignatureException;
import dev.hearth.host.access.signature.SignatureVerifier;
import dev.hearth.host.access.signature.SignedRequest;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.request.RequestHeaders;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds out who asks: by a signature of version 4 for the service {@code lambda}, or by a key in
 * {@code Authorization: Bearer}. A session token beside a signature says nothing, for keys of this
 * host have none. Stateless but for the keys; any event loop may use it.
 */
final class Authentication {

  private static final String SERVICE = "lambda";

  private final KeyRing keys;

  Authentication(KeyRing keys) {
    this.keys = keys;
  }

  /**
   * Who asks, as far as the head of a request tells.
   *
   * @param identity of whoever asks, if it is true
   */
  record Claim(Identity identity, Proof proof) {

    /**
     * Proves it, now that the body is there. Takes long for a large one.
     *
     * @throws LambdaException when it is not true
     */
    Identity prove(Payload body) throws LambdaException {
      proof.check(body);
      return identity;
    }
  }

  /** Looks whether a claim is true. */
  @FunctionalInterface
  private interface Proof {

    void check(Payload body) throws LambdaException;
  }

  /**
   * Looks at the head of a request.
   *
   * @throws LambdaException when there is no way that whoever sends it is known here
   */
  Claim claim(HttpServerRequest request, Instant now) throws LambdaException {
    List<String> given = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (given.size() > 1) {
      throw denied("IncompleteSignatureException", "There is more than one Authorization header.");
    }
    return !given.isEmpty() && AuthorizationField.isOne(given.getFirst())
        ? signed(request, given.getFirst(), now)
        : carried(RequestHeaders.key(request.headers()));
  }

  private Claim carried(String token) throws LambdaException {
    if (token.isEmpty()) {
      throw denied(
          "MissingAuthenticationTokenException",
          "Missing Authentication Token: sign the request with an access key (access key id"
              + " hk_<id>, secret access key <secret>), or send \"Authorization: Bearer"
              + " hk_<id>.<secret>\".");
    }
    Identity identity =
        keys.proven(token)
            .map(key -> new Identity(key, Identity.NOWHERE))
            .orElseThrow(() ->
                denied("UnrecognizedClientException", "The key that was sent is not known here."));
    return new Claim(identity, _ -> {});
  }

  private Claim signed(HttpServerRequest request, String authorization, Instant now)
      throws LambdaException {
    try {
      AuthorizationField field = AuthorizationField.parse(authorization);
      SignedRequest signed = signed(request);
      SignatureVerifier.checkHead(field, signed, SERVICE, now, request.isSSL());
      StoredKey key = keyOf(field);
      byte[] secret = secretOf(key);
      return new Claim(
          new Identity(key, field.region()), body -> verify(field, signed, secret, body));
    } catch (SignatureException wrong) {
      throw denied(wrong);
    }
  }

  private static void verify(
      AuthorizationField field, SignedRequest signed, byte[] secret, Payload body)
      throws LambdaException {
    try {
      SignatureVerifier.verify(field, signed, secret, body.array());
    } catch (SignatureException wrong) {
      throw denied(wrong);
    }
  }

  private StoredKey keyOf(AuthorizationField field) throws LambdaException {
    return keys.withAccessKeyId(field.accessKeyId())
        .orElseThrow(() ->
            denied(
                "UnrecognizedClientException",
                "The security token included in the request is invalid: no key of this host has the"
                    + " access key id "
                    + LambdaFault.shown(field.accessKeyId())
                    + "; of a key hk_<id>.<secret> the access key id is hk_<id>."));
  }

  private byte[] secretOf(StoredKey key) throws LambdaException {
    if (!key.signs()) {
      throw denied(
          "UnrecognizedClientException",
          "The key hk_"
              + key.id()
              + " cannot sign requests, for it was made before this host kept what that needs: make"
              + " a new one with POST /v1/keys on the control API.");
    }
    return keys.secretOf(key)
        .orElseThrow(() ->
            new LambdaException(
                LambdaFault.service(
                    "This host cannot read the secret of the key hk_"
                        + key.id()
                        + ": its file secrets.key is gone or another one, its log says which; or"
                        + " make a new key with POST /v1/keys on the control API.",
                    0)));
  }

  private static SignedRequest signed(HttpServerRequest request) {
    List<Field> fields = new ArrayList<>();
    request.headers().forEach((name, value) -> fields.add(new Field(name, value)));
    if (!request.headers().contains(HttpHeaders.HOST) && request.authority() != null) {
      fields.add(new Field("host", request.authority().toString()));
    }
    return new SignedRequest(
        request.method().name(),
        Objects.requireNonNullElse(request.path(), "/"),
        Objects.requireNonNullElse(request.query(), ""),
        fields);
  }

  private static LambdaException denied(SignatureException wrong) {
    return denied(
        switch (wrong.kind()) {
          case INCOMPLETE -> "IncompleteSignatureException";
          case INVALID -> "InvalidSignatureException";
        },
        wrong.detail());
  }

  private static LambdaException denied(String type, String message) {
    return new LambdaException(new LambdaFault(403, type, message));
  }
}
