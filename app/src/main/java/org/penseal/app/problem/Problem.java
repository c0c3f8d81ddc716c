// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityException.AuthoritiesDown;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;

/**
 * A failure in words for the user.
 *
 * @param code short and stable; also the middle of the message keys
 * @param exit the exit code of the command line: 1 no, 2 cannot say, 65 unreadable input, 70 ours
 * @param facts what the messages' placeholders are filled with
 */
public record Problem(String code, int exit, List<Object> facts) {
  /** The answer is no. */
  public static final int NO = 1;

  /** Cannot say: something that is needed is not there. */
  public static final int CANNOT_SAY = 2;

  /** Wrong usage. */
  public static final int USAGE = 64;

  /** Input that cannot be read. */
  public static final int UNREADABLE = 65;

  /** Our own fault. */
  public static final int INTERNAL = 70;

  static Problem of(String code, int exit, Object... facts) {
    return new Problem(code, exit, List.of(facts));
  }

  /** A name as a fact; the words of a reason where there is none. */
  static Object named(String name, String otherwise) {
    return name.isEmpty() ? new Reason(otherwise) : name;
  }

  /** What went wrong, in a few words. */
  public String title(Texts texts) {
    return text(texts, "title");
  }

  /** What went wrong, in one sentence with its facts. */
  public String text(Texts texts) {
    return text(texts, "text");
  }

  /** What the user can do, without a word of commands or options: the window shows it too. */
  public String remedy(Texts texts) {
    return text(texts, "remedy");
  }

  /** What the user of the command line can do: it may name commands and options. */
  public String commandRemedy(Texts texts) {
    String part = "remedy.command";
    return texts.has("problem." + code + "." + part) ? text(texts, part) : remedy(texts);
  }

  private String text(Texts texts, String part) {
    Object[] said = facts.stream().map(fact -> said(fact, texts)).toArray();
    return texts.get("problem." + code + "." + part, said);
  }

  private static Object said(Object fact, Texts texts) {
    return switch (fact) {
      case Reason reason -> reason.text(texts);
      case Codes codes -> codes.text(texts);
      case State state -> state.text(texts);
      case Answer answer -> answer.text(texts);
      case Tried tried -> tried.text(texts);
      case Addresses addresses -> addresses.text(texts);
      case Needs needs -> needs.text(texts);
      case Excluded excluded -> excluded.text(texts);
      case Usage usage -> usage.text(texts);
      case Problem cause -> cause.text(texts);
      case LogEntry entry -> texts.get("reason.log-entry", entry.number);
      default -> fact;
    };
  }

  /**
   * Why a service's answer, or what a certificate should be in, is of no use.
   *
   * @param service ca, tsa, tls, revocation or certificate
   * @param why has words of its own
   * @param detail number, or the service's own words; may be empty
   */
  record Answer(String service, Enum<?> why, String detail) {
    static Answer of(ServiceException.CaRefused failure) {
      return new Answer("ca", failure.why, failure.detail);
    }

    static Answer of(ServiceException.TlsFailed failure) {
      return new Answer("tls", failure.why, failure.alert);
    }

    /** Of a token it is the code that verification gives. */
    static Object of(ServiceException.TsaRefused failure) {
      return failure.why == ServiceException.TsaRefused.Why.TOKEN
          ? Codes.of(failure.detail)
          : new Answer("tsa", failure.why, failure.detail);
    }

    /** Key of its words. */
    String key() {
      return "reason." + service + "-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(Texts texts) {
      return texts.get(key(), detail.isEmpty() ? "-" : detail);
    }
  }

  /**
   * Who was asked for revocation data, each with what came of it.
   *
   * @param attempts in order
   */
  record Tried(List<Attempt> attempts) {
    String text(Texts texts) {
      return attempts.stream()
          .map(each -> told(each, texts))
          .distinct()
          .collect(Collectors.joining(texts.get("reason.between")));
    }

    private static String told(Attempt attempt, Texts texts) {
      String words =
          attempt.why() == Attempt.Why.DATA
              ? Codes.of(attempt.detail()).text(texts)
              : new Answer("revocation", attempt.why(), attempt.detail()).text(texts);
      // An address comes out of a certificate: no letter in it may turn the line around.
      return attempt.uri() == null
          ? words
          : texts.get("reason.asked", attempt.uri().toASCIIString(), words);
    }
  }

  /**
   * What came of each address of the authority; for technicians, so the same in both languages.
   *
   * @param attempts in order
   */
  record Addresses(List<AuthoritiesDown.Attempt> attempts) {
    String text(Texts texts) {
      return attempts.stream().map(each -> told(each, texts)).collect(Collectors.joining("; "));
    }

    private static String told(AuthoritiesDown.Attempt attempt, Texts texts) {
      Instant again = attempt.againAt();
      String asked = attempt.address() + " " + attempt.reason();
      return again == null ? asked : asked + " until " + texts.time(again);
    }
  }

  /**
   * An option that has no effect without another one.
   *
   * @param option as a user writes it
   * @param needed one of these is enough
   */
  public record Needs(String option, List<String> needed) {
    String text(Texts texts) {
      String any = String.join(texts.get("reason.option-or"), needed);
      return texts.get("reason.option-needs", option, any);
    }
  }

  /**
   * An option that has no effect beside another one.
   *
   * @param option as a user writes it
   * @param by the other one
   */
  public record Excluded(String option, String by) {
    String text(Texts texts) {
      return texts.get("reason.option-excluded", option, by);
    }
  }

  /**
   * What is wrong with a command line.
   *
   * @param key end of the message's key, after {@code usage.}
   * @param facts what its placeholders are filled with; lists are enumerated
   */
  public record Usage(String key, List<Object> facts) {
    /** One. */
    public static Usage of(String key, Object... facts) {
      return new Usage(key, List.of(facts));
    }

    /** The sentence, with what may be an ID number or a mobile number hidden. */
    public String text(Texts texts) {
      return texts.get("usage." + key, facts.stream().map(fact -> said(fact, texts)).toArray());
    }

    private static String said(Object fact, Texts texts) {
      return fact instanceof List<?> all
          ? all.stream()
              .map(each -> Masks.numbers(String.valueOf(each)))
              .collect(Collectors.joining(texts.get("usage.comma")))
          : Masks.numbers(String.valueOf(fact));
    }
  }

  /**
   * Reason codes, each with its sentence.
   *
   * @param codes as reports have them
   */
  record Codes(List<String> codes) {
    /** Codes with a comma between them, as exceptions have them. */
    static Codes of(String joined) {
      return new Codes(List.of(joined.split("[,;] ?")));
    }

    String text(Texts texts) {
      return codes.stream()
          .map(code -> CodeWords.of(texts, code))
          .distinct()
          .collect(Collectors.joining(texts.get("reason.between")));
    }
  }

  /**
   * An entry of the archive's log.
   *
   * @param number of the entry, from 1
   */
  record LogEntry(String number) {}

  /**
   * A state of a case, in the words of its log.
   *
   * @param name of the state
   */
  record State(String name) {
    String text(Texts texts) {
      String key = "state." + name;
      return texts.has(key) ? texts.get(key) : name;
    }
  }

  /**
   * A fact that has words of its own in each language.
   *
   * @param code end of the message's key
   * @param otherwise said where there is no such message
   */
  record Reason(String code, String otherwise) {
    Reason(String code) {
      this(code, code);
    }

    String text(Texts texts) {
      String key = "reason." + code;
      return texts.has(key) ? texts.get(key) : otherwise;
    }
  }
}
