// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the native libraries of one machine out of the jars of a folder into another, as the list
 * {@code installer/natives} says, and every other native library out of the jars; a jar of natives
 * only is removed.
 *
 * <p>Arguments: list, machine (as {@code uname -m}), {@code desk} or {@code server}, folder of jars,
 * folder for the libraries.
 */
final class Natives {
  private static final Pattern NATIVE =
      Pattern.compile("(?i).*\\.(so|dll|dylib|jnilib|a|lib)(\\.[0-9.]+)?");

  /** One line of the list. */
  private record Wanted(String jar, String entry, String as, boolean mayLack) {}

  /** A symbolic link. */
  private record Link(String name, String target) {}

  private final Path jars;
  private final Path out;

  private Natives(Path jars, Path out) {
    this.jars = jars;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    Path list = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[4]));
    new Natives(Path.of(arguments[3]), out).work(read(list, arguments[1], arguments[2]));
    for (Link each : links(list, arguments[2])) {
      Files.createSymbolicLink(out.resolve(each.name()), Path.of(each.target()));
    }
  }

  private static List<Link> links(Path list, String program) throws IOException {
    return Files.readAllLines(list).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words[0].equals("link") && isFor(words[1], program))
        .map(words -> new Link(words[2], words[3]))
        .toList();
  }

  private static boolean isFor(String who, String program) {
    return who.equals("all") || who.equals(program);
  }

  private static List<Wanted> read(Path list, String machine, String program) throws IOException {
    Map<String, String> names = new HashMap<>();
    List<Wanted> wanted = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("names") && words[1].equals(machine)) {
        Stream.of(words).skip(2).map(each -> each.split("=")).forEach(n -> names.put(n[0], n[1]));
      } else if (words[0].equals("take") && isFor(words[1], program)) {
        String entry = words[3];
        for (Map.Entry<String, String> name : names.entrySet()) {
          entry = entry.replace("{" + name.getKey() + "}", name.getValue());
        }
        String as = entry.substring(entry.lastIndexOf('/') + 1);
        boolean mayLack = false;
        for (String word : List.of(words).subList(4, words.length)) {
          mayLack |= word.equals("?");
          as = word.startsWith("as=") ? word.substring("as=".length()) : as;
        }
        wanted.add(new Wanted(words[2], entry, as, mayLack));
      }
    }
    if (names.isEmpty()) {
      throw new IOException(list + " has no names for the machine " + machine);
    }
    return wanted;
  }

  private void work(List<Wanted> wanted) throws IOException {
    List<Wanted> missing = new ArrayList<>(wanted);
    List<Path> files;
    try (Stream<Path> all = Files.list(jars)) {
      files = all.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : files) {
      boolean classes;
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        String name = jar.getFileName().toString();
        for (Wanted each : wanted) {
          Path entry = inside.getPath(each.entry());
          if (name.startsWith(each.jar() + "-") && Files.exists(entry)) {
            Files.write(out.resolve(each.as()), Files.readAllBytes(entry));
            missing.remove(each);
          }
        }
        classes = removeNatives(inside.getPath("/"));
      }
      if (!classes) {
        Files.delete(jar);
      }
    }
    missing.removeIf(Wanted::mayLack);
    if (!missing.isEmpty()) {
      throw new IOException("not in the jars: " + missing);
    }
  }

  // Whether there is anything but natives and descriptions of modules in it.
  private static boolean removeNatives(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    boolean natives = false;
    boolean classes = false;
    for (Path each : files) {
      String name = each.getFileName().toString();
      if (NATIVE.matcher(name).matches()) {
        natives = true;
        Files.delete(each);
      } else {
        classes |= name.endsWith(".class") && !name.equals("module-info.class");
      }
    }
    return classes || !natives;
  }
}
