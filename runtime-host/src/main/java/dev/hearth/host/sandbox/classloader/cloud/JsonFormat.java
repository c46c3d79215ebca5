package dev.hearth.host.sandbox.classloader.cloud;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import com.google.cloud.functions.TypedFunction.WireFormat;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * JSON as functions-framework-java writes and reads it where a function has no wire format of its
 * own: by Gson without any option, of the host and not of the function. Each instance has its own,
 * for it caches what it knows of the instance's classes.
 */
final class JsonFormat implements WireFormat {

  private static final int NO_CONTENT = 204;

  private final Gson gson = new Gson();

  @Override
  public void serialize(@Nullable Object value, HttpResponse response) throws IOException {
    if (value == null) {
      response.setStatusCode(NO_CONTENT);
      return;
    }
    Writer out = response.getWriter();
    gson.toJson(value, out);
    out.close();
  }

  @Override
  public @Nullable Object deserialize(HttpRequest request, Type type) throws IOException {
    return gson.fromJson(request.getReader(), type);
  }
}
