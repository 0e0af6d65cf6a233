// Endpoints as `serve` tells them: the ledger, the sender and the dispatcher between them, from the
// first endpoint on.
#pragma once

#include <functional>
#include <memory>

#include "engine/port/ledger.h"

#include "adapters/app/session.h"
#include "adapters/asio/serve.h"
#include "adapters/config/settings_file.h"

namespace dunghan::app {

// DIR/ledger.
[[nodiscard]] std::filesystem::path ledger_folder(const std::filesystem::path& data);

class EndpointDelivery {
 public:
    // `writing` and `loop` outlive it.
    EndpointDelivery(
        const Settings& settings, std::filesystem::path data, Writing& writing, ServeLoop& loop
    );
    ~EndpointDelivery();
    EndpointDelivery(const EndpointDelivery&) = delete;
    EndpointDelivery& operator=(const EndpointDelivery&) = delete;

    // Has the loop tell endpoints at each turn, and say what it did. It must outlive the loop's
    // run. Error: invalid, naming a setting.
    [[nodiscard]] Result<void> join(ServeOptions& serving, bool as_json);

    // From any thread; null: nothing was ever to be told.
    [[nodiscard]] const Ledger* ledger() const;

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::app
