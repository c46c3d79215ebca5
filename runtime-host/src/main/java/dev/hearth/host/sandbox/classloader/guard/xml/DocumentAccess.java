package dev.hearth.host.sandbox.classloader.guard.xml;

import dev.hearth.host.sandbox.classloader.guard.FileReads;
import dev.hearth.host.sandbox.classloader.guard.OldFiles;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Urls;
import java.io.File;
import java.net.URL;
import java.util.Locale;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.SAXParser;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpression;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSOutput;
import org.w3c.dom.ls.LSParser;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.HandlerBase;
import org.xml.sax.InputSource;
import org.xml.sax.Parser;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Called before a function has a document read or written by an XML processor. Stateless. */
@SuppressWarnings("deprecation") // SAX 1 is there to be called
public final class DocumentAccess {

  private DocumentAccess() {}

  /** For the host, once: XML processors of this JVM fetch nothing that a document names. */
  public static void keepToDocuments() {
    Documents.keepToThemselves();
  }

  /** Before {@code builder.parse(file)}. */
  public static void read(DocumentBuilder builder, File file, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code builder.parse(address)}. */
  public static void read(DocumentBuilder builder, String address, Scope scope) {
    Documents.check(address, scope);
  }

  /** Before {@code builder.parse(source)}. */
  public static void read(DocumentBuilder builder, InputSource source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code parser.parse(file, handler)}. */
  public static void read(SAXParser parser, File file, HandlerBase handler, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code parser.parse(file, handler)}. */
  public static void read(SAXParser parser, File file, DefaultHandler handler, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code parser.parse(address, handler)}. */
  public static void read(SAXParser parser, String address, HandlerBase handler, Scope scope) {
    Documents.check(address, scope);
  }

  /** Before {@code parser.parse(address, handler)}. */
  public static void read(SAXParser parser, String address, DefaultHandler handler, Scope scope) {
    Documents.check(address, scope);
  }

  /** Before {@code parser.parse(source, handler)}. */
  public static void read(SAXParser parser, InputSource source, HandlerBase handler, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code parser.parse(source, handler)}. */
  public static void read(
      SAXParser parser, InputSource source, DefaultHandler handler, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code reader.parse(source)}. */
  public static void read(XMLReader reader, InputSource source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code reader.parse(address)}. */
  public static void read(XMLReader reader, String address, Scope scope) {
    Documents.check(address, scope);
  }

  /** Before {@code parser.parse(source)}. */
  public static void read(Parser parser, InputSource source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code parser.parse(address)}. */
  public static void read(Parser parser, String address, Scope scope) {
    Documents.check(address, scope);
  }

  /** Before {@code factory.newSchema(file)}. */
  public static void read(SchemaFactory factory, File file, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code factory.newSchema(address)}. */
  public static void read(SchemaFactory factory, URL address, Scope scope) {
    Urls.open(address, scope);
  }

  /** Before {@code factory.newSchema(source)}. */
  public static void read(SchemaFactory factory, Source source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code factory.newSchema(sources)}. */
  public static void read(SchemaFactory factory, Source[] sources, Scope scope) {
    for (Source source : sources) {
      Documents.check(source, scope);
    }
  }

  /** Before {@code validator.validate(source)}. */
  public static void read(Validator validator, Source source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code validator.validate(source, result)}. */
  public static void read(
      Validator validator, Source source, @Nullable Result result, Scope scope) {
    Documents.check(source, scope);
    Documents.check(result, scope);
  }

  /** Before {@code transformer.transform(source, result)}. */
  public static void read(Transformer transformer, Source source, Result result, Scope scope) {
    Documents.check(source, scope);
    Documents.check(result, scope);
  }

  /** Before {@code factory.newTransformer(source)} or {@code factory.newTemplates(source)}. */
  public static void read(TransformerFactory factory, Source source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code factory.newTransformerHandler(source)} or {@code newXMLFilter(source)}. */
  public static void read(SAXTransformerFactory factory, Source source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code handler.setResult(result)}. */
  public static void write(TransformerHandler handler, Result result, Scope scope) {
    Documents.check(result, scope);
  }

  /** Before a reader is made. */
  public static void read(XMLInputFactory factory, Source source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before a writer is made. */
  public static void write(XMLOutputFactory factory, Result result, Scope scope) {
    Documents.check(result, scope);
  }

  /** Before {@code path.evaluate(expression, source)}. */
  public static void read(XPath path, String expression, InputSource source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code path.evaluate(expression, source, type)}. */
  public static void read(
      XPath path, String expression, InputSource source, QName type, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code path.evaluateExpression(expression, source, type)}. */
  public static void read(
      XPath path, String expression, InputSource source, Class<?> type, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code expression.evaluate(source)}. */
  public static void read(XPathExpression expression, InputSource source, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code expression.evaluate(source, type)}. */
  public static void read(XPathExpression expression, InputSource source, QName type, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code expression.evaluateExpression(source, type)}. */
  public static void read(
      XPathExpression expression, InputSource source, Class<?> type, Scope scope) {
    Documents.check(source, scope);
  }

  /** Before {@code parser.parse(input)}. */
  public static void read(LSParser parser, LSInput input, Scope scope) {
    Documents.check(input, scope);
  }

  /** Before {@code parser.parseWithContext(input, node, action)}. */
  public static void read(LSParser parser, LSInput input, Node context, short action, Scope scope) {
    Documents.check(input, scope);
  }

  /** Before {@code serializer.write(node, output)}. */
  public static void write(LSSerializer serializer, Node node, LSOutput output, Scope scope) {
    Documents.check(output, scope);
  }

  /** Before {@code new StreamSource(file)}. */
  public static void named(File file, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code new StreamSource(address)} or {@code new InputSource(address)}. */
  public static void named(@Nullable String address, Scope scope) {
    if (address != null && address.toLowerCase(Locale.ROOT).matches("(jar:)?file:.*")) {
      Documents.check(address, scope); // what else it may be is seen when it is used
    }
  }

  /** Before {@code source.setSystemId(file)}. */
  public static void named(StreamSource source, File file, Scope scope) {
    FileReads.read(file, scope);
  }

  /** Before {@code source.setSystemId(address)}. */
  public static void named(StreamSource source, @Nullable String address, Scope scope) {
    named(address, scope);
  }

  /** Before {@code source.setSystemId(address)}. */
  public static void named(InputSource source, @Nullable String address, Scope scope) {
    named(address, scope);
  }

  /** Before {@code new StreamResult(file)}. */
  public static void written(File file, Scope scope) {
    OldFiles.write(file, scope);
  }

  /** Before {@code result.setSystemId(file)}. */
  public static void written(StreamResult result, File file, Scope scope) {
    OldFiles.write(file, scope);
  }
}
