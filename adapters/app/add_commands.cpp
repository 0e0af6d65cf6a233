#include "adapters/app/add_commands.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "engine/base/limits.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/pipe.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string file = "-";
    std::size_t in_flight = 64;
};

class Input {
 public:
    explicit Input(const std::string& file)
        : fd_(file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}

    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    ~Input() {
        if (fd_ > STDIN_FILENO) {
            ::close(fd_);
        }
    }

    [[nodiscard]] int fd() const { return fd_; }

 private:
    int fd_;
};

int run_commands(const Options& options, const Arguments& arguments) {
    const Input input(arguments.file);
    if (input.fd() < 0) {
        return complain(Error{
            ErrorCode::not_found,
            "Expected a file of commands, but cannot read " + arguments.file + ": " +
                std::strerror(errno)});
    }
    const auto writing = open_writing(options, false);
    if (!writing) {
        return complain(writing.error());
    }
    return Pipe(*writing->engine, input.fd(), arguments.in_flight).run();
}

std::string fields_help() {
    std::string help =
        "\nA line is one JSON object; id, task, action and actor must be there:\n"
        "  {\"id\":\"r1\",\"task\":\"2.8\",\"action\":\"complete\",\"actor\":\"lan\","
        "\"at\":\"2022-11-03\"}\n"
        "Its answer is one line, in the same order:\n"
        "  {\"id\":\"r1\",\"ok\":true,\"position\":412,\"events\":1,\"version\":7,"
        "\"repeated\":false}\n"
        "  {\"id\":\"r1\",\"ok\":false,\"code\":\"cancelled\",\"detail\":\"…\","
        "\"line\":1}\n"
        "After a crash repeat what was not answered with the same ids: what was done "
        "is answered\n(\"repeated\":true) and not done again.\n\n"
        "Actions: " +
        wish_action_names() + "\nFields:\n";
    for (const WishField& field : wish_fields) {
        const std::string name(field.name);
        help += "  " + name + std::string(16 - name.size(), ' ') + std::string(field.help) + "\n";
    }
    return help +
           "\nExit: 0 every line was done; 1 some were refused; 65 some cannot be read; 75 the "
           "store failed,\nwhat was not answered is unknown; 78 the store is in use.";
}

}  // namespace

void add_commands(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "commands", "Many wishes, one JSON object a line; each is answered when it is durable"
    );
    auto arguments = std::make_shared<Arguments>();
    command->add_option("FILE", arguments->file, "Lines to read; - is standard input")
        ->capture_default_str();
    command
        ->add_option(
            "--in-flight",
            arguments->in_flight,
            "At most so many wishes in one durable group; they are answered together"
        )
        ->check(CLI::Range(std::size_t{1}, limits::group_commands_max))
        ->capture_default_str();
    command->footer(fields_help());
    command->callback([&options, &exit, arguments] { exit = run_commands(options, *arguments); });
}

}  // namespace dunghan::app
