// `dunghan recover`: brings into the log what only the anchor has; or, when a person says so, goes
// on without what is lost.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string
        range;  // "901..1000", or "901.." when the anchor is lost; empty: nothing is accepted
    std::string reason;
    std::string actor;
};

// 0 for an empty text; nothing when it is no number.
std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ptr == text.data() + text.size();
    return text.empty() || (whole && read.ec == std::errc{}) ? std::optional(number) : std::nullopt;
}

Result<rocks::Loss> loss_in(const std::string& range) {
    const std::size_t dots = range.find("..");
    const auto first = number_in(std::string_view(range).substr(0, dots));
    const auto last = dots == std::string::npos
                          ? std::nullopt
                          : number_in(std::string_view(range).substr(dots + 2));
    if (!first || !last || *first == 0) {
        return fail(
            ErrorCode::invalid,
            "Expected lost positions as they were printed (901..1000, or 901..), but got '" +
                range + "'"
        );
    }
    return rocks::Loss{{*first}, {*last}};
}

Result<void> record_loss(Engine& engine, const rocks::Loss& loss, const Arguments& arguments) {
    Request request;
    request.stream = {"log"};
    request.command = AcceptDataLoss{
        {static_cast<std::int64_t>(loss.first.value),
         static_cast<std::int64_t>(loss.last.value),
         arguments.reason}};
    request.id = fresh_command_id();
    request.correlation = request.id;
    request.actor = "person:" + arguments.actor;
    const Outcome recorded = engine.execute_one(request);
    return recorded ? Result<void>{} : fail(ErrorCode::unavailable, recorded.error().detail);
}

Result<std::unique_ptr<RocksStore>> open(
    const Options& options, const std::optional<rocks::Loss>& loss
) {
    auto machine = machine_of(options);
    if (!machine) {
        return tl::unexpected(machine.error());
    }
    machine->accepted = loss;
    auto store = RocksStore::open(options.data, RocksStore::Mode::read_write, *machine);
    if (store && loss && !(*store)->recovery().loss_accepted) {
        return fail(
            ErrorCode::refused,
            "Expected positions to be lost in " + options.data.string() +
                ", but nothing is: the log reaches position " +
                std::to_string((*store)->head().value) + ". Leave --accept-data-loss out"
        );
    }
    return store;
}

// Time stands still: the log may live by a simulated clock.
Result<void> record(
    RocksStore& store, const std::optional<rocks::Loss>& loss, const Arguments& arguments
) {
    const auto simulated = is_simulated(store);
    const auto last = last_recorded(store);
    if (!simulated || !last) {
        return tl::unexpected(simulated ? last.error() : simulated.error());
    }
    const SimulatedClock still(*last, 1, *last);
    const RealClock real;
    Engine engine(store, *simulated ? static_cast<const Clock&>(still) : real);
    return engine.open(*simulated ? ClockKind::simulated : ClockKind::real)
        .and_then([&] { return loss ? record_loss(engine, *loss, arguments) : Result<void>{}; })
        .and_then([&] { return note_recovery(engine, store); });
}

void tell(const Options& options, const RocksStore& store) {
    const RocksStore::Recovery& recovery = store.recovery();
    if (options.json) {
        const nlohmann::ordered_json json{
            {"ok", true},
            {"size", store.head().value},
            {"written_again", recovery.written_again},
            {"tail_discarded", recovery.tail_discarded},
            {"loss_accepted", recovery.loss_accepted}};
        std::puts(json.dump(2).c_str());
        return;
    }
    std::printf(
        "%s sổ có %llu sự kiện; %llu sự kiện được ghi lại từ tệp neo.\n",
        paint("Kho mở được:", Colour::green).c_str(),
        static_cast<unsigned long long>(store.head().value),
        static_cast<unsigned long long>(recovery.written_again)
    );
}

Result<void> recover(const Options& options, const Arguments& arguments) {
    std::optional<rocks::Loss> loss;
    if (!arguments.range.empty()) {
        const auto read = loss_in(arguments.range);
        if (!read) {
            return tl::unexpected(read.error());
        }
        loss = *read;
    }
    const auto store = open(options, loss);
    if (!store) {
        return tl::unexpected(store.error());
    }
    return record(**store, loss, arguments).map([&] { tell(options, **store); });
}

}  // namespace

void add_recover(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "recover", "Open the store once and bring into the log what only the anchor has"
    );
    auto arguments = std::make_shared<Arguments>();
    auto* range = command->add_option(
        "--accept-data-loss",
        arguments->range,
        "Go on without acknowledged positions; exactly those the refusal named"
    );
    auto* reason = command->add_option("--reason", arguments->reason, "Why; it is recorded");
    auto* actor = command->add_option("--actor", arguments->actor, "Who says so");
    range->needs(reason)->needs(actor);
    command->callback([&options, &exit, arguments] {
        const auto done = recover(options, *arguments);
        exit = done ? exit_ok : complain(done.error());
    });
}

}  // namespace dunghan::app
