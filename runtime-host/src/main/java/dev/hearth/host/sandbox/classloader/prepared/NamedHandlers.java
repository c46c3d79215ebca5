package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.NearestName;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import dev.hearth.host.sandbox.archive.Printable;
import dev.hearth.host.sandbox.classloader.policy.SharedApi;
import dev.hearth.host.sandbox.classloader.prepared.HandlerFinder.Candidate;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for a handler that the manifest names, in the artifact and its libraries: a class, or a
 * method as in {@code com.acme.Hello::method}. Used by one thread.
 */
final class NamedHandlers {

  private static final String SEPARATOR = "::";
  private static final int LONGEST_NAME = 200;
  private static final int NAMES_COMPARED = 500;

  private final PreparedJar jar;
  private final Map<String, Optional<ClassModel>> models = new HashMap<>();
  private final ContractSearch contracts = new ContractSearch(this::facts);

  NamedHandlers(PreparedJar jar) {
    this.jar = jar;
  }

  /**
   * The entry point of that name; empty if there is no such class.
   *
   * @throws ArtifactRefusedException if the class is there and cannot be called so
   */
  Optional<EntryPoint> find(String handler) throws ArtifactRefusedException {
    int colons = handler.lastIndexOf(SEPARATOR);
    String className = colons < 0 ? handler : handler.substring(0, colons);
    Optional<ClassFacts> facts = facts(className);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        colons < 0
            ? whole(facts.get())
            : method(facts.get(), handler.substring(colons + SEPARATOR.length())));
  }

  private EntryPoint whole(ClassFacts facts) throws ArtifactRefusedException {
    Candidate candidate =
        new Candidate(facts.name(), facts.obstacles(), contracts.contracts(facts));
    return new HandlerFinder(List.of(candidate)).choose(facts.name());
  }

  /**
   * Whether the method can be called is seen when the function is started for a trial; that it is
   * not there at all is seen now, so that the nearest name can be told.
   */
  private EntryPoint method(ClassFacts facts, String name) throws ArtifactRefusedException {
    if (facts.obstacles().contains(ClassFacts.Obstacle.NOT_PUBLIC)) {
      throw HandlerFinder.refused(facts.name() + " " + ClassFacts.Obstacle.NOT_PUBLIC.what());
    }
    Optional<Set<String>> methods = publicMethods(facts);
    if (methods.isPresent() && !methods.get().contains(name)) {
      throw HandlerFinder.refused(
          "No public method named "
              + Printable.of(name)
              + " with appropriate method signature found on class "
              + facts.name()
              + hint(name, methods.get()));
    }
    return new EntryPoint(facts.name() + SEPARATOR + name, HandlerStyle.LAMBDA_METHOD);
  }

  private static String hint(String name, Set<String> methods) {
    List<String> comparable =
        methods.stream().filter(n -> n.length() <= LONGEST_NAME).limit(NAMES_COMPARED).toList();
    return name.length() > LONGEST_NAME ? "" : NearestName.hint(name, comparable);
  }

  /**
   * The names of its public methods, inherited ones too; empty if a supertype is neither in the JAR
   * nor the host's.
   */
  private Optional<Set<String>> publicMethods(ClassFacts facts) {
    List<String> types = new ArrayList<>(List.of(facts.name()));
    types.addAll(contracts.supertypes(facts));
    Set<String> names = new LinkedHashSet<>();
    for (String type : types) {
      Optional<Set<String>> own = model(type).map(NamedHandlers::ownMethods);
      if (own.isEmpty() && !type.equals(Object.class.getName())) {
        own = methodsOfHost(type);
        if (own.isEmpty()) {
          return Optional.empty();
        }
      }
      own.ifPresent(names::addAll);
    }
    return Optional.of(names);
  }

  private static Set<String> ownMethods(ClassModel model) {
    return model.methods().stream()
        .filter(method -> method.flags().has(AccessFlag.PUBLIC))
        .map(NamedHandlers::nameOf)
        .filter(name -> !name.startsWith("<"))
        .collect(Collectors.toSet());
  }

  /** Those of an interface that functions share with the host; empty if it is another type. */
  private static Optional<Set<String>> methodsOfHost(String type) {
    if (!SharedApi.has(type) && !type.startsWith("java.")) {
      return Optional.empty();
    }
    try {
      Class<?> found = Class.forName(type, false, NamedHandlers.class.getClassLoader());
      return Optional.of(
          Arrays.stream(found.getMethods()).map(Method::getName).collect(Collectors.toSet()));
    } catch (ClassNotFoundException | LinkageError notThere) {
      return Optional.empty();
    }
  }

  private static String nameOf(MethodModel method) {
    return method.methodName().stringValue();
  }

  private Optional<ClassFacts> facts(String name) {
    return model(name).map(ClassFileWalk::facts);
  }

  private Optional<ClassModel> model(String name) {
    return models.computeIfAbsent(
        name,
        wanted ->
            jar.containsClass(wanted)
                ? Optional.of(ClassFile.of().parse(jar.classBytes(wanted)))
                : Optional.empty());
  }
}
