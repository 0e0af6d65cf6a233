#include "adapters/app/publishing.h"

#include "engine/base/sha256.h"

#include "adapters/memory/overlay_store.h"

namespace dunghan::app {
namespace {

// The instant of a decision that is tried out.
class StillClock final : public Clock {
 public:
    explicit StillClock(Instant at) : at_(at) {}

    [[nodiscard]] Instant now() const override { return at_; }

 private:
    Instant at_;
};

// One that is refused keeps all of them out.
Result<void> rehearse(
    const Engine& engine, const std::vector<Publication>& documents, const std::string& actor
) {
    auto store = OverlayStore::over(engine.store());
    const auto kind = store ? clock_of(*store) : tl::unexpected(store.error());
    if (!kind) {
        return tl::unexpected(kind.error());
    }
    const StillClock clock(engine.now());
    Engine trial(*store, clock);
    return trial.open(*kind).and_then([&] { return publish_all(trial, documents, actor); }
    ).map([](const auto&) {});
}

}  // namespace

Result<std::vector<std::uint64_t>> publish_together(
    Engine& engine, const std::vector<Publication>& documents, const std::string& actor
) {
    return rehearse(engine, documents, actor).and_then([&] {
        return publish_all(engine, documents, actor);
    });
}

nlohmann::ordered_json published_json(
    const std::vector<Publication>& documents, const std::vector<std::uint64_t>& events
) {
    auto json = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < documents.size(); ++i) {
        json.push_back(
            {{"document", documents[i].title},
             {"stream", documents[i].stream.value},
             {"sha256", to_hex(sha256(documents[i].payload))},
             {"events", events[i]}}
        );
    }
    return json;
}

}  // namespace dunghan::app
