// One call at a time over a handle of libcurl that is kept for the next one. For one thread; the
// loop that drives it owns the connections.
#pragma once

#include <functional>
#include <memory>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

// What all transfers of a thread share. Outlives them.
struct TransferSurroundings {
    const WebhookSettings& settings;
    const std::function<Instant()>& now;
    // The machine's own addresses, at most a second old; nothing when they cannot be had.
    std::function<const std::vector<IpAddress>*()> own;
};

class Transfer {
 public:
    explicit Transfer(const TransferSurroundings& around);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    // Ready to be driven: signed with the present second. `call` must outlive it.
    void start(const Call& call);

    // `code`: a CURLcode, how the driving ended.
    [[nodiscard]] Attempt finish(int code);

    // It was broken off before the driving ended.
    [[nodiscard]] Attempt break_off();

    [[nodiscard]] void* handle() const;  // a CURL*

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::webhook
