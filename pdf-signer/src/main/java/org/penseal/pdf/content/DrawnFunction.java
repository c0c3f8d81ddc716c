// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Functions that give every reader the same values (ISO 32000-2, 7.10): of one that is malformed,
 * or that is asked beyond its domain, readers take another colour each.
 *
 * @param inputs how many values it takes
 * @param outputs how many it gives
 * @param turns how often its values may rise and fall, since each reader asks at other places; 0 if
 *     all ask for the same single values, those where two parts meet among them
 * @param read what was read before, for another place of the same content
 */
record DrawnFunction(int inputs, int outputs, int turns, Set<Object> read) {
  /** A function in one use; in another it may not fit. */
  private record Use(COSDictionary function, int inputs, int outputs, int turns) {}

  private static final int SAMPLED = 0;
  private static final int EXPONENTIAL = 2;
  private static final int STITCHING = 3;
  private static final int CALCULATOR = 4;
  private static final int DEEPEST = 8;
  private static final int MOST_BYTES = 1 << 22;
  // Of 255.
  private static final int NOISE = 8;
  private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 12, 16, 24, 32);

  /**
   * @param asked the least and the greatest value that it is asked for; null if that is not known
   */
  void require(@Nullable COSBase base, float @Nullable [] asked) throws Ambiguous, IOException {
    require(base, asked, 0);
  }

  // Each once, however often it is a part of others.
  private void require(@Nullable COSBase base, float @Nullable [] asked, int depth)
      throws Ambiguous, IOException {
    if (!(base instanceof COSDictionary function) || depth > DEEPEST) {
      throw new Ambiguous("a function");
    }
    float[] domain = numbers(function, COSName.DOMAIN, 2 * inputs);
    requireOrder(domain);
    for (int i = 0; asked != null && i < domain.length; i += 2) {
      if (Math.min(asked[0], asked[1]) < domain[i]
          || Math.max(asked[0], asked[1]) > domain[i + 1]) {
        throw new Ambiguous("the domain of a function");
      }
    }
    Use use = new Use(function, inputs, outputs, turns);
    if (read.contains(use)) {
      return;
    }
    int type = function.getInt(COSName.FUNCTION_TYPE);
    boolean stream = type == SAMPLED || type == CALCULATOR;
    if (stream != function instanceof COSStream || !stream && inputs != 1) {
      throw new Ambiguous("a function");
    }
    if (stream || function.containsKey(COSName.RANGE)) {
      requireOrder(numbers(function, COSName.RANGE, 2 * outputs));
    }
    switch (type) {
      case SAMPLED -> sampled((COSStream) function);
      case EXPONENTIAL -> exponential(function);
      case STITCHING -> stitching(function, domain, depth);
      case CALCULATOR -> {
        String code =
            new String(
                StrictData.of((COSStream) function, MOST_BYTES), StandardCharsets.ISO_8859_1);
        Calculator.require(code, inputs, outputs, turns);
      }
      default -> throw new Ambiguous("a function");
    }
    read.add(use);
  }

  private static float[] numbers(COSDictionary from, COSName name, int count) throws Ambiguous {
    return ContentReading.numbers(from.getDictionaryObject(name), count);
  }

  private static void requireOrder(float[] pairs) throws Ambiguous {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] > pairs[i + 1]) {
        throw new Ambiguous("an interval of a function");
      }
    }
  }

  private void sampled(COSStream function) throws Ambiguous, IOException {
    float[] size = numbers(function, COSName.SIZE, inputs);
    boolean encoded = function.containsKey(COSName.ENCODE);
    float[] encode =
        encoded ? numbers(function, COSName.ENCODE, 2 * inputs) : new float[2 * inputs];
    int bits = function.getInt(COSName.BITS_PER_SAMPLE);
    double samples = outputs;
    boolean fits = BITS.contains(bits) && function.getInt(COSName.ORDER, 1) == 1;
    for (int i = 0; i < inputs; i++) {
      samples *= size[i];
      fits &= size[i] >= 2 && size[i] == Math.rint(size[i]);
      fits &= Math.min(encode[2 * i], encode[2 * i + 1]) >= 0;
      fits &= Math.max(encode[2 * i], encode[2 * i + 1]) <= size[i] - 1;
    }
    if (function.containsKey(COSName.DECODE)) {
      numbers(function, COSName.DECODE, 2 * outputs);
    }
    byte[] data = StrictData.of(function, MOST_BYTES);
    fits &= data.length >= Math.ceil(samples * bits / 8);
    // A row of samples may be as long as it likes, if it is smooth.
    boolean row = inputs == 1 && (bits == Byte.SIZE || bits == Short.SIZE);
    for (int i = 0; turns > 0 && i < inputs; i++) {
      fits &= size[i] <= turns || row && reversals(data, (int) size[0], bits / 8) <= turns;
    }
    if (!fits) {
      throw new Ambiguous("samples of a function");
    }
  }

  // How often the values of an output rise and fall, by their first octets.
  private int reversals(byte[] data, int size, int octets) {
    int most = 0;
    for (int output = 0; output < outputs; output++) {
      int found = 0;
      int way = 0;
      int last = data[output * octets] & 0xff;
      for (int i = 1; i < size && (i * outputs + output) * octets < data.length; i++) {
        int now = data[(i * outputs + output) * octets] & 0xff;
        if (Math.abs(now - last) > NOISE || Integer.signum(now - last) == way) {
          found += Integer.signum(now - last) == way ? 0 : 1;
          way = Integer.signum(now - last);
          last = now;
        }
      }
      most = Math.max(most, found);
    }
    return most;
  }

  private void exponential(COSDictionary function) throws Ambiguous {
    for (COSName each : List.of(COSName.C0, COSName.C1)) {
      if (outputs != 1 || function.containsKey(each)) {
        numbers(function, each, outputs);
      }
    }
    if (!(function.getDictionaryObject(COSName.N) instanceof COSNumber number)
        || !(number.floatValue() > 0)) {
      throw new Ambiguous("a function");
    }
  }

  private void stitching(COSDictionary function, float[] domain, int depth)
      throws Ambiguous, IOException {
    if (!(function.getDictionaryObject(COSName.FUNCTIONS) instanceof COSArray parts)
        || parts.size() == 0) {
      throw new Ambiguous("a function");
    }
    float[] bounds = numbers(function, COSName.BOUNDS, parts.size() - 1);
    float before = domain[0];
    for (float each : bounds) {
      if (each < before
          || each > domain[1]
          || turns == 0 && (each == before || each == domain[1])) {
        throw new Ambiguous("the parts of a function");
      }
      before = each;
    }
    float[] encode = numbers(function, COSName.ENCODE, 2 * parts.size());
    if (turns > 0 && parts.size() > turns) {
      throw new Ambiguous("a function of many parts");
    }
    int left = turns / parts.size();
    DrawnFunction part = new DrawnFunction(inputs, outputs, left, read);
    for (int i = 0; i < parts.size(); i++) {
      float[] asked = {encode[2 * i], encode[2 * i + 1]};
      part.require(parts.getObject(i), asked, depth + 1);
    }
  }

  /**
   * A function in PostScript, as far as it is plain arithmetic with as many values as it takes:
   * where one is missing, or an operation has no result, some readers go on.
   */
  private static final class Calculator {
    /** What stands on the stack, where it is no number that is written there. */
    private enum Kind {
      NUMBER,
      CONDITION
    }

    private static final int DEEPEST_BLOCK = 16;
    private static final int LARGEST_STACK = 64;
    private static final Pattern TOKEN = Pattern.compile("[{}]|[^{}\\s]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?|-?\\.\\d{1,9}");
    private static final Set<String> OF_ONE =
        Set.of("abs", "neg", "ceiling", "floor", "truncate", "cvi", "cvr", "sin", "cos");
    private static final Set<String> OF_TWO = Set.of("add", "sub", "mul", "div");
    private static final Set<String> DOUBLING = Set.of("mul", "abs");
    private static final Set<String> JUMPING =
        Set.of("ceiling", "floor", "truncate", "cvi", "sin", "cos", "if", "ifelse");
    private static final Set<String> COMPARING = Set.of("eq", "ne", "gt", "ge", "lt", "le");

    private final Iterator<String> tokens;
    private final int depth;

    private Calculator(Iterator<String> tokens, int depth) {
      this.tokens = tokens;
      this.depth = depth;
    }

    static void require(String code, int inputs, int outputs, int turns) throws Ambiguous {
      if (turns > 0) {
        // Each of these may double how often it turns.
        long doubling =
            TOKEN.matcher(code).results().filter(each -> DOUBLING.contains(each.group())).count();
        boolean jumps =
            TOKEN.matcher(code).results().anyMatch(each -> JUMPING.contains(each.group()));
        if (jumps || doubling >= Integer.SIZE || 1L << doubling > turns) {
          throw new Ambiguous("a function that turns often");
        }
      }
      if (code.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
        throw new Ambiguous("a function in PostScript");
      }
      Iterator<String> tokens = TOKEN.matcher(code).results().map(MatchResult::group).iterator();
      List<Object> all = new ArrayList<>(Collections.nCopies(inputs, Kind.NUMBER));
      boolean fits = tokens.hasNext() && tokens.next().equals("{");
      fits &= new Calculator(tokens, 0).fits(all) && !tokens.hasNext();
      if (!fits || all.size() != outputs || all.contains(Kind.CONDITION)) {
        throw new Ambiguous("a function in PostScript");
      }
    }

    // Up to the brace that ends the block.
    private boolean fits(List<Object> stack) {
      while (tokens.hasNext() && stack.size() <= LARGEST_STACK) {
        String token = tokens.next();
        if (token.equals("}")) {
          return true;
        }
        if (!(token.equals("{") ? branches(stack) : step(token, stack))) {
          return false;
        }
      }
      return false;
    }

    private boolean branches(List<Object> stack) {
      if (depth == DEEPEST_BLOCK || pop(stack) != Kind.CONDITION) {
        return false;
      }
      List<Object> other = new ArrayList<>(stack);
      boolean fits = new Calculator(tokens, depth + 1).fits(stack) && tokens.hasNext();
      String next = fits ? tokens.next() : "";
      if (next.equals("{")) {
        fits = new Calculator(tokens, depth + 1).fits(other) && tokens.hasNext();
        fits = fits && tokens.next().equals("ifelse");
      } else {
        fits = next.equals("if");
      }
      fits = fits && stack.size() == other.size();
      for (int i = 0; fits && i < stack.size(); i++) {
        if (!stack.get(i).equals(other.get(i))) {
          fits = stack.get(i) != Kind.CONDITION && other.get(i) != Kind.CONDITION;
          stack.set(i, Kind.NUMBER);
        }
      }
      return fits;
    }

    private boolean step(String token, List<Object> stack) {
      if (NUMBER.matcher(token).matches()) {
        return stack.add(Double.valueOf(token));
      }
      if (OF_ONE.contains(token)) {
        return isNumber(pop(stack)) && stack.add(Kind.NUMBER);
      }
      if (OF_TWO.contains(token) || COMPARING.contains(token)) {
        Object second = pop(stack);
        boolean divides = !token.equals("div") || second instanceof Double by && by != 0;
        return divides
            && isNumber(second)
            && isNumber(pop(stack))
            && stack.add(OF_TWO.contains(token) ? Kind.NUMBER : Kind.CONDITION);
      }
      return switch (token) {
        case "pop" -> pop(stack) != null;
        case "dup" -> copy(1, stack);
        case "exch" -> roll(2, 1, stack);
        case "copy" -> copy(integer(stack), stack);
        case "index" -> {
          int at = integer(stack);
          yield at >= 0 && at < stack.size() && stack.add(stack.get(stack.size() - 1 - at));
        }
        case "roll" -> {
          int by = integer(stack);
          yield roll(integer(stack), by, stack);
        }
        default -> false;
      };
    }

    private static @Nullable Object pop(List<Object> stack) {
      return stack.isEmpty() ? null : stack.removeLast();
    }

    private static boolean isNumber(@Nullable Object value) {
      return value != null && value != Kind.CONDITION;
    }

    // One that is written there; else more than any stack has.
    private static int integer(List<Object> stack) {
      return pop(stack) instanceof Double number && number == Math.rint(number)
          ? number.intValue()
          : Integer.MIN_VALUE;
    }

    private static boolean copy(int count, List<Object> stack) {
      return count >= 0
          && count <= stack.size()
          && stack.addAll(List.copyOf(stack.subList(stack.size() - count, stack.size())));
    }

    private static boolean roll(int count, int by, List<Object> stack) {
      if (count < 1 || count > stack.size() || Math.abs((long) by) > LARGEST_STACK) {
        return false;
      }
      Collections.rotate(stack.subList(stack.size() - count, stack.size()), by);
      return true;
    }
  }
}
