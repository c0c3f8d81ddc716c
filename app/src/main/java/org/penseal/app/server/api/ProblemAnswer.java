// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.text.Texts;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;

/** A failure as an answer, in the caller's language. */
public final class ProblemAnswer {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How a failure is written. */
  enum Form {
    /** A problem document (RFC 9457). */
    PROBLEM,
    /** Code and message, for callers of GM/T 0136. */
    CODE_AND_MESSAGE;

    /** What callers of a path read. */
    static Form of(String path) {
      return path.startsWith("/shf/") ? CODE_AND_MESSAGE : PROBLEM;
    }
  }

  private final Problem problem;
  private final int status;
  // Callers are not told what the program's files are called, or which one differs.
  private final boolean ofTheProgram;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private ProblemAnswer(Problem problem, int status, boolean ofTheProgram) {
    this.problem = problem;
    this.status = status;
    this.ofTheProgram = ofTheProgram;
  }

  /** Of whatever went wrong. */
  public static ProblemAnswer of(Throwable failure) {
    Problem problem = Problems.of(failure);
    boolean ofTheProgram = failure instanceof FileException.ProgramAltered;
    int status = ofTheProgram ? 500 : status(failure, problem);
    ProblemAnswer made = new ProblemAnswer(problem, status, ofTheProgram);
    if (failure instanceof ServeException.Refusal refusal) {
      Duration wait = refusal.retryAfter();
      if (wait != null) {
        // Rounded up: who comes a moment too early would be refused again.
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        made.headers.put("Retry-After", Long.toString(seconds));
      }
      if (refusal.status == 401) {
        made.headers.put("WWW-Authenticate", "Bearer");
      } else if (refusal instanceof ServeException.WrongMethod wrong) {
        made.headers.put("Allow", wrong.allowed);
      }
    }
    return made;
  }

  private static int status(Throwable failure, Problem problem) {
    if (failure instanceof ServeException.Refusal refusal) {
      return refusal.status;
    }
    return switch (problem.exit()) {
      case Problem.NO, Problem.UNREADABLE -> 422;
      case Problem.USAGE -> 400;
      case Problem.CANNOT_SAY -> failure instanceof ServiceException ? 503 : 422;
      default -> 500;
    };
  }

  /** The stable code. */
  public String code() {
    return problem.code();
  }

  /** Of the answer. */
  public int status() {
    return status;
  }

  /** The answer (RFC 9457), with what would tell of the server's folders taken out. */
  public Answer answer(String language, WorkFolder folder) {
    return answer(language, folder, Form.PROBLEM);
  }

  /** The same in a form. */
  Answer answer(String language, WorkFolder folder, Form form) {
    // Whatever node answers: a caller may be in any zone.
    Texts texts = Texts.of(language, ZoneOffset.UTC);
    String detail = ofTheProgram ? problem.title(texts) : folder.without(problem.text(texts));
    headers.put("Content-Language", language);
    return switch (form) {
      case PROBLEM -> {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:penseal:problem:" + problem.code());
        json.put("title", problem.title(texts));
        json.put("status", status);
        json.put("detail", detail);
        json.put("code", problem.code());
        json.put("remedy", problem.remedy(texts));
        yield written("application/problem+json", json);
      }
      case CODE_AND_MESSAGE -> {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Code", problem.code());
        json.put("Message", detail);
        yield written("application/json", json);
      }
    };
  }

  private Answer written(String type, Map<String, Object> json) {
    try {
      return Answer.of(status, type, JSON.writeValueAsBytes(json)).with(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /** The first language of a list that there are texts in (RFC 9110, section 12.5.4). */
  public static String language(Map<String, List<String>> headers) {
    String best = "en";
    double most = 0;
    for (String each :
        String.join(",", headers.getOrDefault("accept-language", List.of())).split(",", 20)) {
      String[] parts = each.trim().toLowerCase(Locale.ROOT).split(";\\s*q=", 2);
      double weight = parts.length < 2 ? 1 : weight(parts[1]);
      boolean known = parts[0].startsWith("zh") || parts[0].startsWith("en");
      if (known && weight > most) {
        best = parts[0].substring(0, 2);
        most = weight;
      }
    }
    return best;
  }

  private static double weight(String text) {
    return text.matches("[01](\\.[0-9]{1,3})?") ? Double.parseDouble(text) : 0;
  }
}
