#include "adapters/app/pipe.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "engine/base/limits.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/outcome_json.h"
#include "adapters/app/session.h"
#include "adapters/app/wish_line.h"

namespace dunghan::app {
namespace {

constexpr std::size_t line_octets_max = 262'144;  // eight texts of the longest kind
static_assert(line_octets_max < limits::payload_octets_max);

using Json = nlohmann::ordered_json;

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r") == std::string::npos;
}

Outcome refusal_of(const Error& error) {
    // The line is at fault, or the store that was asked for the task it names.
    const bool line = error.code == ErrorCode::invalid || error.code == ErrorCode::not_found ||
                      error.code == ErrorCode::limit_exceeded;
    return tl::unexpected(Refusal{
        line ? Refusal::Kind::rejected : Refusal::Kind::failed,
        std::string(to_text(error.code)),
        error.detail});
}

}  // namespace

Pipe::Pipe(Engine& engine, int input, std::size_t in_flight)
    : engine_(engine),
      wishes_(engine),
      lines_(input, line_octets_max),
      in_flight_(in_flight),
      exit_(exit_ok) {}

int Pipe::run() {
    while (true) {
        const auto more = gather();
        if (!entries_.empty()) {
            answer(execute());
        }
        if (!more) {
            return complain(more.error());
        }
        if (failed_ || !*more) {
            return failed_.value_or(exit_);
        }
    }
}

// Waits for one line, then takes those that are there. False: the input has ended.
Result<bool> Pipe::gather() {
    entries_.clear();
    do {
        auto line = lines_.next();
        if (!line) {
            return tl::unexpected(line.error());
        }
        if (!*line) {
            return false;
        }
        if (!is_blank((*line)->text) || (*line)->too_long) {
            entries_.push_back(entry_of(**line));
        }
    } while (entries_.empty() || (entries_.size() < in_flight_ && lines_.is_ready()));
    return true;
}

Pipe::Entry Pipe::entry_of(const LineReader::Line& line) {
    if (line.too_long) {
        return {
            line.number,
            "",
            fail(
                ErrorCode::limit_exceeded,
                "Expected a line of at most " + std::to_string(line_octets_max) + " octets"
            )};
    }
    WishLine read = read_wish_line(line.text);
    if (read.problem) {
        return {line.number, read.wish.id, tl::unexpected(*read.problem)};
    }
    return {line.number, read.wish.id, wishes_.make(read.wish)};
}

// Durable on return, all of the group.
std::vector<Outcome> Pipe::execute() {
    std::vector<Request> requests;
    for (const Entry& entry : entries_) {
        if (entry.request) {
            requests.push_back(*entry.request);
        }
    }
    auto outcomes = engine_.execute(requests);
    wishes_.group_done();
    return outcomes;
}

void Pipe::answer(const std::vector<Outcome>& outcomes) {
    auto outcome = outcomes.begin();
    for (const Entry& entry : entries_) {
        print(entry, entry.request ? *outcome++ : refusal_of(entry.request.error()));
    }
    // Nobody listens any more: what comes next would be done unheard.
    if (std::fflush(stdout) != 0 && !failed_) {
        failed_ = complain(Error{
            ErrorCode::unavailable,
            "Expected to write the answers, but writing failed: " +
                std::string(std::strerror(errno)) +
                "; what was not answered is unknown, repeat it with the same ids"});
    }
}

void Pipe::print(const Entry& entry, Outcome outcome) {
    if (!outcome) {
        note(outcome.error());
    }
    Json json;
    json["id"] = entry.id.empty() ? Json() : Json(entry.id);
    json.update(outcome_json(outcome));
    if (!outcome) {
        json["line"] = entry.line;
    }
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
}

// A refused line does not stop the rest; a store that failed does, and says what to do.
void Pipe::note(Refusal& refusal) {
    if (refusal.kind != Refusal::Kind::failed) {
        const bool unread = refusal.code == "invalid" || refusal.code == "limit_exceeded";
        exit_ = unread || exit_ == exit_invalid ? exit_invalid : exit_difference;
        return;
    }
    if (!failed_) {
        std::fprintf(stderr, "dunghan: %s\n", refusal.detail.c_str());
    }
    failed_ = refusal.code == "corruption" ? exit_corruption : exit_unavailable;
    refusal.detail += "; the outcome is unknown: start again and repeat it with the same id";
}

}  // namespace dunghan::app
