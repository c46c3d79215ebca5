package dev.hearth.host.sandbox.classloader.guard.xml;

import dev.hearth.host.sandbox.classloader.guard.Refusals;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.XMLReader;

/**
 * Called before a function sets up an XML processor: it may not be made to fetch by itself.
 * Stateless.
 */
public final class ProcessorSettings {

  private ProcessorSettings() {}

  /** Before {@code factory.setAttribute(name, value)}. */
  public static void set(
      DocumentBuilderFactory factory, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code factory.setAttribute(name, value)}. */
  public static void set(
      TransformerFactory factory, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code parser.setProperty(name, value)}. */
  public static void set(SAXParser parser, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code reader.setProperty(name, value)}. */
  public static void set(XMLReader reader, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code factory.setProperty(name, value)}. */
  public static void set(SchemaFactory factory, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code validator.setProperty(name, value)}. */
  public static void set(Validator validator, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code factory.setProperty(name, value)}. */
  public static void set(
      XMLInputFactory factory, String name, @Nullable Object value, Scope scope) {
    Documents.setting(name, value, scope);
  }

  /** Before {@code factory.setXIncludeAware(state)}. */
  public static void include(DocumentBuilderFactory factory, boolean state, Scope scope) {
    include(state, scope);
  }

  /** Before {@code factory.setXIncludeAware(state)}. */
  public static void include(SAXParserFactory factory, boolean state, Scope scope) {
    include(state, scope);
  }

  /** Before {@code factory.setFeature(name, state)}. */
  public static void feature(
      DocumentBuilderFactory factory, String name, boolean state, Scope scope) {
    include(state && isInclusion(name), scope);
  }

  /** Before {@code factory.setFeature(name, state)}. */
  public static void feature(SAXParserFactory factory, String name, boolean state, Scope scope) {
    include(state && isInclusion(name), scope);
  }

  /** Before {@code reader.setFeature(name, state)}. */
  public static void feature(XMLReader reader, String name, boolean state, Scope scope) {
    include(state && isInclusion(name), scope);
  }

  private static boolean isInclusion(@Nullable String name) {
    return name != null && name.endsWith("/xinclude");
  }

  private static void include(boolean state, Scope scope) {
    if (state) {
      throw Refusals.because(
          "have documents included in others by an XML parser",
          "put them together itself, or use `sandbox: process`",
          scope);
    }
  }
}
