// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adds models, fonts, scripts and the Java runtime to the list of libraries (CycloneDX), and refuses a licence that is
 * not allowed, a component without one, and a version that is known to be vulnerable.
 *
 * <p>Arguments: the list that Maven made, root of the checkout, home of the JDK, where the whole list goes. The rules are
 * in {@code installer/sbom}.
 */
final class Sbom {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode sbom;
  private final Path root;
  private final Path java;
  private final List<String> refused = new ArrayList<>();

  private Sbom(ObjectNode sbom, Path root, Path java) {
    this.sbom = sbom;
    this.root = root;
    this.java = java;
  }

  public static void main(String[] arguments) throws IOException {
    ObjectNode read = (ObjectNode) JSON.readTree(Path.of(arguments[0]).toFile());
    Sbom sbom = new Sbom(read, Path.of(arguments[1]), Path.of(arguments[2]));
    sbom.addFurther();
    sbom.check();
    if (!sbom.refused.isEmpty()) {
      sbom.refused.forEach(System.err::println);
      System.exit(1);
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(Path.of(arguments[3]).toFile(), sbom.sbom);
  }

  private List<String[]> lines(String name) throws IOException {
    try (Stream<String> all = Files.lines(root.resolve("installer/sbom").resolve(name))) {
      return all.filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\t")).toList();
    }
  }

  private void addFurther() throws IOException {
    ArrayNode components = (ArrayNode) sbom.get("components");
    for (String[] each : lines("further")) {
      ObjectNode one = components.addObject();
      one.put("type", each[0]);
      one.put("name", each[1]);
      String version = version(each[1], each[2]);
      one.put("version", version);
      one.putArray("licenses").addObject().putObject("license").put("id", each[3]);
      if (each[2].startsWith("npm ")) {
        String purl = "pkg:npm/" + each[1].replace("@", "%40") + "@" + version;
        one.put("purl", purl);
        one.put("bom-ref", purl);
      } else {
        one.put("bom-ref", each[1] + "@" + version);
      }
    }
  }

  private String version(String name, String where) throws IOException {
    if (where.equals("java")) {
      Properties release = new Properties();
      try (var in = Files.newBufferedReader(java.resolve("release"))) {
        release.load(in);
      }
      return release.getProperty("JAVA_VERSION").replace("\"", "");
    }
    if (where.startsWith("pom ")) {
      String tag = where.substring("pom ".length());
      Matcher named = Pattern.compile("<" + tag + ">([^<]+)</" + tag + ">").matcher(Files.readString(root.resolve("pom.xml")));
      if (!named.find()) {
        throw new IOException("pom.xml has no property " + tag);
      }
      return named.group(1);
    }
    Path packages = root.resolve(where.substring("npm ".length())).resolve("src/main/npm/package.json");
    JsonNode version = JSON.readTree(packages.toFile()).path("dependencies").path(name);
    if (!version.isTextual()) {
      throw new IOException(packages + " does not name " + name);
    }
    return version.asText();
  }

  private void check() throws IOException {
    List<String> allowed = lines("allowed").stream().map(each -> each[0]).toList();
    List<String[]> vulnerable = lines("vulnerable");
    for (JsonNode each : sbom.get("components")) {
      String name = each.path("name").asText();
      String version = each.path("version").asText();
      List<String> licences = licences(each);
      if (licences.stream().noneMatch(allowed::contains)) {
        refused.add("licence not allowed: " + name + " " + version + ": " + licences);
      }
      for (String[] bad : vulnerable) {
        if (bad[0].equals(name) && compare(version, bad[1]) < 0) {
          refused.add("known to be vulnerable: " + name + " " + version + " (well from " + bad[1] + "): " + bad[2]);
        }
      }
    }
  }

  private static List<String> licences(JsonNode component) {
    List<String> all = new ArrayList<>();
    for (JsonNode each : component.path("licenses")) {
      JsonNode licence = each.path("license");
      all.add(licence.path("id").asText(licence.path("name").asText(each.path("expression").asText())));
    }
    return all;
  }

  // By numbers; what follows a hyphen is that of a binding.
  private static int compare(String one, String other) {
    String[] left = one.split("-")[0].split("\\.");
    String[] right = other.split("-")[0].split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int found = Integer.compare(number(left, i), number(right, i));
      if (found != 0) {
        return found;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int index) {
    String digits = index < parts.length ? parts[index].replaceAll("[^0-9].*", "") : "";
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
