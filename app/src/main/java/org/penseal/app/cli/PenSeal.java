// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.penseal.app.cli.data.DataCommand;
import org.penseal.app.cli.data.TimestampCommand;
import org.penseal.app.cli.document.PdfCommand;
import org.penseal.app.cli.evidence.EvidenceCommand;
import org.penseal.app.cli.keys.KeysCommand;
import org.penseal.app.cli.options.DeskZone;
import org.penseal.app.cli.serve.AdminCommand;
import org.penseal.app.cli.serve.LoginCommand;
import org.penseal.app.cli.serve.ServeCommand;
import org.penseal.app.cli.sign.DemoCommand;
import org.penseal.app.cli.sign.ExtendCommand;
import org.penseal.app.cli.sign.SignCommand;
import org.penseal.app.cli.terminal.HelpTexts;
import org.penseal.app.cli.terminal.LanguageFirst;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.cli.terminal.UsageWords;
import org.penseal.app.cli.upkeep.DoctorCommand;
import org.penseal.app.cli.upkeep.TransferCommand;
import org.penseal.app.cli.workplace.WorkplaceCommand;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.Version;
import org.penseal.app.workplace.file.PolicyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: its commands, and how an error becomes a sentence and an exit code. */
@Command(
    name = PenSeal.NAME,
    description =
        "Creates and verifies handwritten digital signatures. Without a command, the window opens,"
            + " with --lang in that language. --lang may also stand in front of a command.",
    mixinStandardHelpOptions = true,
    versionProvider = PenSeal.Named.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success or valid",
      "1:refused or invalid; also no match, or not live",
      "2:indeterminate or unavailable: not trusted, or a device or service does not answer",
      "64:wrong usage",
      "65:unreadable input",
      "70:internal error"
    })
public final class PenSeal implements Runnable {
  static final String NAME = "penseal";

  /** What {@code --version} prints. */
  static final class Named implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"PenSeal " + Version.NUMBER};
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(PenSeal.class);

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          SignCommand.class,
          ExtendCommand.class,
          PdfCommand.class,
          VerifyCommand.class,
          DataCommand.class,
          TimestampCommand.class,
          PadCommand.class,
          InkCommand.class,
          FaceCommand.class,
          IdCardCommand.class,
          EvidenceCommand.class,
          WorkplaceCommand.class,
          DoctorCommand.class,
          TransferCommand.class,
          KeysCommand.class,
          ServeCommand.class,
          LoginCommand.class,
          AdminCommand.class,
          BenchCommand.class,
          WindowCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  // These speak of the others.
  private static final Set<Class<?>> NEED_ALL = Set.of(HelpCommand.class, CompletionCommand.class);

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new UsageException(spec, "command");
  }

  /** The tree of commands, each of which answers {@code --help}. */
  static CommandLine tree() {
    return tree(COMMANDS);
  }

  private static CommandLine tree(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new PenSeal());
    commands.forEach(line::addSubcommand);
    answerHelp(line);
    return line;
  }

  // To read all commands takes longer than most of them do.
  private static List<Class<?>> wanted(List<String> words) {
    if (words.equals(List.of("--version"))) {
      return List.of();
    }
    return COMMANDS.stream()
        .filter(each -> !words.isEmpty() && name(each).equals(words.getFirst()))
        .filter(each -> !NEED_ALL.contains(each))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static void answerHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      // Not the mixin: picocli takes its options for the first arguments of a command's method.
      command
          .getCommandSpec()
          .addOption(
              CommandLine.Model.OptionSpec.builder("-h", "--help")
                  .type(boolean.class)
                  .arity("0")
                  .usageHelp(true)
                  .description("Show this help message and exit.")
                  .build());
    }
    command.getSubcommands().values().forEach(PenSeal::answerHelp);
  }

  /** A language in front of everything else, with the command that is meant. */
  static LanguageFirst language(String... arguments) {
    return LanguageFirst.of(arguments)
        .withCommand(name(WindowCommand.class), name(HelpCommand.class));
  }

  /** Runs one command. */
  public static int run(String[] arguments) {
    LanguageFirst language = language(arguments);
    CommandLine line = tree(wanted(language.words()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, new OptionWords.FileName());
    line.setExecutionStrategy(PenSeal::execute);
    line.setParameterExceptionHandler((e, args) -> usage(e, arguments));
    line.setExecutionExceptionHandler(
        (e, command, result) -> failed(e, arguments, DeskZone.of(result)));
    try {
      return line.execute(language.behind(line));
    } catch (VirtualMachineError e) {
      // picocli passes these on, and Java would end with 1, which means no.
      return failed(
          new IllegalStateException("out of memory or stack", e),
          arguments,
          ZoneId.systemDefault());
    }
  }

  private static int execute(CommandLine.ParseResult parsed) {
    if (parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested)) {
      String[] arguments = parsed.originalArgs().toArray(String[]::new);
      HelpTexts.speak(parsed.commandSpec().commandLine(), NAME, Reply.to(arguments).language);
    }
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    try {
      PolicyOptions.require(parsed);
    } catch (PolicyException e) { // told as what a command throws
      throw new CommandLine.ExecutionException(
          parsed.commandSpec().commandLine(), "refused by the policy", e);
    }
    OptionNeeds.require(parsed);
    DeskZone.tellIn(parsed);
    if (!opensWindow(parsed)) {
      Station.registerProvider();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  // The window does it beside its first picture.
  private static boolean opensWindow(CommandLine.ParseResult parsed) {
    return parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof WindowCommand;
  }

  private static int usage(CommandLine.ParameterException failure, String[] arguments) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    return Reply.to(arguments)
        .usage(UsageWords.of(failure), command.substring(NAME.length()).strip());
  }

  private static int failed(Exception failure, String[] arguments, ZoneId zone) {
    Reply reply = Reply.to(arguments);
    reply.zone = zone;
    Problem problem = Problems.of(failure);
    reply.problem(problem);
    if (reply.verbose) {
      reply.trace(failure);
    }
    LOG.info("ended with {}", problem.code(), failure);
    return problem.exit();
  }
}
