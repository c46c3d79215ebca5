package dev.hearth.host.sandbox.classloader.guard.xml;

import dev.hearth.host.sandbox.classloader.guard.FileWrites;
import dev.hearth.host.sandbox.classloader.guard.ForbiddenException;
import dev.hearth.host.sandbox.classloader.guard.Refusals;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Urls;
import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import java.util.Set;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSOutput;
import org.xml.sax.InputSource;

/**
 * Documents that an XML processor of the platform would open by name: only what the function may
 * open itself. What one document names in another is fetched for nobody. Stateless.
 */
final class Documents {

  /** Settings by which processors fetch, or write, what no document was given for. */
  private static final Set<String> REACHING =
      Set.of(
          "destination-directory",
          "generate-translet",
          "auto-translet",
          "use-classpath",
          "jar-name",
          "translet-name",
          "package-name");

  private static final Set<String> PROCESSOR_WIDE =
      Set.of(
          "javax.xml.accessExternalDTD",
          "javax.xml.accessExternalSchema",
          "javax.xml.accessExternalStylesheet");

  private Documents() {}

  /** Lets no XML processor of this JVM fetch what a document names, unless it is told to. */
  static void keepToThemselves() {
    PROCESSOR_WIDE.forEach(name -> System.setProperty(name, ""));
  }

  /** Throws unless the instance may read what the address names. */
  static void check(@Nullable String address, Scope scope) {
    if (address != null) {
      Urls.open(url(address, scope), scope);
    }
  }

  private static URL url(String address, Scope scope) {
    try {
      URI uri = new URI(address.replace(" ", "%20"));
      return (uri.isAbsolute() ? uri : new File(address).toURI()).toURL();
    } catch (URISyntaxException | MalformedURLException | IllegalArgumentException unclear) {
      throw Refusals.never("open what is no plain address: " + address, scope);
    }
  }

  /** Throws unless the instance may read what the source only names. */
  static void check(@Nullable InputSource source, Scope scope) {
    if (source == null) {
      return; // the platform will complain
    }
    known(source, InputSource.class, scope);
    if (source.getByteStream() == null && source.getCharacterStream() == null) {
      check(source.getSystemId(), scope);
    }
  }

  /** Throws unless the instance may read what the source only names. */
  static void check(@Nullable Source source, Scope scope) {
    switch (source) {
      case StreamSource stream -> {
        known(stream, StreamSource.class, scope);
        if (stream.getInputStream() == null && stream.getReader() == null) {
          check(stream.getSystemId(), scope);
        }
      }
      case SAXSource sax -> check(sax.getInputSource(), scope);
      case null, default -> {} // holds the document itself
    }
  }

  /** Throws unless the instance may write what the result only names. */
  static void check(@Nullable Result result, Scope scope) {
    if (result instanceof StreamResult stream) {
      known(stream, StreamResult.class, scope);
      if (stream.getOutputStream() == null && stream.getWriter() == null) {
        written(stream.getSystemId(), scope);
      }
    }
  }

  /** Throws unless the input holds its document. */
  static void check(LSInput input, Scope scope) {
    boolean holds =
        input.getClass().getClassLoader() == null
            && (input.getByteStream() != null
                || input.getCharacterStream() != null
                || input.getStringData() != null);
    if (!holds) {
      throw byStream("read a document by its name", scope);
    }
  }

  /** Throws unless the output has a stream. */
  static void check(LSOutput output, Scope scope) {
    boolean holds =
        output.getClass().getClassLoader() == null
            && (output.getByteStream() != null || output.getCharacterStream() != null);
    if (!holds) {
      throw byStream("write a document by its name", scope);
    }
  }

  private static void written(@Nullable String address, Scope scope) {
    if (address != null) {
      URL url = url(address, scope);
      if (!url.getProtocol().equals("file")) {
        throw byStream("write to " + address, scope);
      }
      FileWrites.write(Urls.pathOf(url), scope);
    }
  }

  /** One of a class of the function's own could answer differently each time it is asked. */
  private static void known(Object given, Class<?> type, Scope scope) {
    if (given.getClass() != type) {
      throw byStream("hand the platform a " + given.getClass().getName(), scope);
    }
  }

  private static ForbiddenException byStream(String what, Scope scope) {
    return Refusals.because(what, "give a stream in a plain object of the platform's class", scope);
  }

  /** Throws if the setting would let a processor reach further than its documents. */
  static void setting(@Nullable String name, @Nullable Object value, Scope scope) {
    if (name == null) {
      return; // the platform will complain
    }
    String known = name.toLowerCase(Locale.ROOT);
    boolean opens = known.contains("accessexternal") && !"".equals(value);
    boolean named = known.endsWith("schemasource") && !(value instanceof InputStream);
    if (opens || named || reaches(known)) {
      throw Refusals.because(
          "set " + name + " of an XML processor to " + value,
          "give the processor every document as a stream, by a resolver if it must be",
          scope);
    }
  }

  private static boolean reaches(String setting) {
    return setting.startsWith("javax.xml.catalog")
        || setting.contains("jdkcatalog")
        || REACHING.contains(setting)
        || setting.contains("xsltctranslet")
        || setting.endsWith("extensionclassloader");
  }
}
